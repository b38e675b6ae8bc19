// `npm start`: sets up everything, then scans the example image, or does what the arguments behind `--` say.
import { spawnSync } from "node:child_process";
import { BIN, ensureInstalled, ROOT } from "./install.mjs";

ensureInstalled("runtime");

const args = process.argv.slice(2);
if (args.length > 0) {
	// npm runs scripts in the checkout's folder; paths are meant from where the user stands.
	process.exit(plimsoll(args, process.env.INIT_CWD ?? process.cwd()));
}

const begun = performance.now();
const status = plimsoll(["scan", "oci:examples/vulnerable-app", "--platform", "linux/amd64"], ROOT);
const seconds = ((performance.now() - begun) / 1000).toFixed(2);
if (status === 0) {
	console.log(`
Scanned the example image in ${seconds} s. Where to go next:

  npm start -- scan oci:./my-layout                        your own image, as an OCI layout …
  npm start -- scan app.tar --fail-on high                 … or as docker save wrote it, as a gate
  npm start -- scan app.tar --format sarif=app.sarif       for code scanning; also json, cyclonedx
  npm start -- db build --from OSV_EXPORT                  the full advisory database
  npm start -- --help                                      everything else, and README.md`);
}
process.exit(status);

function plimsoll(args, cwd) {
	const result = spawnSync(`${BIN}/plimsoll`, args, { cwd, stdio: "inherit" });
	if (result.error) console.error(`plimsoll: error: ${result.error.message}`);
	return result.status ?? 2;
}
