/**
 * Start-up: what a whole process costs before it does anything, against Node.js doing nothing and Syft.
 *
 * Usage: node bench/start-up.ts [RUNS]
 */
import { fileURLToPath } from "node:url";
import { type Contestant, findPeer, printTable, race } from "./measure.ts";

const [runs = "15"] = process.argv.slice(2);
const PLIMSOLL = fileURLToPath(new URL("../packages/cli/bin/plimsoll", import.meta.url));
const syft = findPeer("syft", "SYFT");

const contestants: Contestant[] = [
	{ name: "plimsoll --version", command: [PLIMSOLL, "--version"] },
	{ name: "plimsoll --help", command: [PLIMSOLL, "--help"] },
	{ name: "node -e 0", command: [process.execPath, "-e", "0"] },
];
if (syft !== undefined) contestants.push({ name: "syft --version", command: [syft, "--version"] });
printTable(race(contestants, Number(runs)));
