// The official Python tools that check bills of materials, in a folder of their own outside of the tree.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const PACKAGES = ["cyclonedx-python-lib[validation]==11.12.0", "spdx-tools==0.8.5", "spdx-python-model==0.0.6"];

/**
 * Installs the tools where that is ours to do: in CI.
 *
 * @returns {string | undefined} the Python that has them
 */
export function ensurePythonTools() {
	const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
	const version = createHash("sha256").update(PACKAGES.join(" ")).digest("hex").slice(0, 12);
	const folder = join(cache, `plimsoll-python-tools-${version}`);
	if (!existsSync(folder) && process.env.CI === "true") install(folder);
	return existsSync(folder) ? join(folder, "bin", "python3") : undefined;
}

/** In a folder beside it first: one that was left half-done is never used. */
function install(folder) {
	console.log(`Installing ${PACKAGES.join(", ")} …`);
	const begun = `${folder}.begun`;
	rmSync(begun, { recursive: true, force: true });
	const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...PACKAGES];
	const done = run("python3", ["-m", "venv", begun]) && run(join(begun, "bin", "python3"), pip);
	if (done) renameSync(begun, folder);
}

function run(command, args) {
	const result = spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] });
	if (result.status !== 0) console.error(`${command} ${args.join(" ")} failed`);
	return result.status === 0;
}
