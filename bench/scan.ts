/**
 * Cold scan of the large Debian image, against Trivy's and Syft's inventory of the same file in the same run, and against the
 * least that any scan has to do (floor.ts).
 *
 * Usage: node bench/build-debian-image.ts FOLDER, then node bench/scan.ts FOLDER [DATABASE] [RUNS]
 * The peers: TRIVY=…, SYFT=… name them, or they are on the PATH; one that is missing is left out.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Contestant, findPeer, printTable, race } from "./measure.ts";

const [folder, database, runs = "5"] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: node bench/scan.ts FOLDER [DATABASE] [RUNS]");

const PLIMSOLL = fileURLToPath(new URL("../packages/cli/bin/plimsoll", import.meta.url));
const FLOOR = fileURLToPath(new URL("floor.ts", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "plimsoll-bench-"));
const trivy = findPeer("trivy", "TRIVY");
const syft = findPeer("syft", "SYFT");

console.log(`${cpus().length} × ${cpus()[0]?.model}, Node.js ${process.version}`);
try {
	for (const [title, plimsollTarget, path] of [
		["OCI layout, one gzip layer", "oci:", join(folder, "debian")],
		["docker archive, one plain layer", "docker-archive:", `${join(folder, "debian")}.tar`],
	] as const) {
		console.log(`\n${title}`);
		printTable(race(contestants(plimsollTarget + path, path), Number(runs)));
	}
} finally {
	rmSync(scratch, { recursive: true, force: true });
}

function contestants(target: string, path: string): readonly Contestant[] {
	const output = join(scratch, "out.json");
	const all: Contestant[] = [
		{
			name: "plimsoll, matching too",
			command: [
				PLIMSOLL,
				"scan",
				target,
				"--quiet",
				"--no-cache",
				"--allow-incomplete",
				"-f",
				`cyclonedx=${output}`,
				...(database === undefined ? [] : ["--db", database]),
			],
		},
		{ name: "inflating and hashing", command: [process.execPath, FLOOR, path] },
	];
	if (trivy !== undefined) {
		const cache = join(scratch, "trivy");
		all.push({
			name: "trivy, inventory",
			command: [
				trivy,
				"--quiet",
				"--cache-dir",
				cache,
				"image",
				"--input",
				path,
				"--format",
				"cyclonedx",
				"--output",
				output,
				"--offline-scan",
				"--skip-db-update",
				"--skip-java-db-update",
			],
			prepare: () => rmSync(cache, { recursive: true, force: true }),
		});
	}
	if (syft !== undefined) {
		const scheme = target.startsWith("oci:") ? "oci-dir" : "docker-archive";
		all.push({
			name: "syft, inventory",
			command: [syft, "scan", `${scheme}:${path}`, "--quiet", "--output", `cyclonedx-json=${output}`],
			environment: { SYFT_CHECK_FOR_APP_UPDATE: "false" },
		});
	}
	return all;
}
