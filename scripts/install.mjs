// Runs with any Node.js ≥ 18, before anything is installed: plain JavaScript, no dependencies.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of the checkout. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Where the installed Node.js and the tools are linked. */
export const BIN = `${ROOT}node_modules/.bin`;

const STAMP = `${ROOT}node_modules/.plimsoll-installed.json`;

/**
 * Installs what the lock file names, unless that has been done.
 *
 * @param {"runtime" | "development"} wanted what a user needs, or what a developer needs, too
 */
export function ensureInstalled(wanted) {
	const lock = createHash("sha256")
		.update(readFileSync(`${ROOT}package-lock.json`))
		.digest("hex");
	const installed = readStamp();
	if (installed.lock === lock && (installed.what === "development" || installed.what === wanted)) return;

	console.error(`Installing ${wanted === "runtime" ? "Plimsoll" : "Plimsoll and the development tools"} (once) …`);
	const omit = wanted === "runtime" ? ["--omit=dev"] : [];
	const result = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error", ...omit], { cwd: ROOT, stdio: ["ignore", 2, 2] });
	if (result.status !== 0) {
		console.error(`plimsoll: error: npm ci failed${result.error ? `: ${result.error.message}` : ` with exit code ${result.status}`}`);
		process.exit(2);
	}
	writeFileSync(STAMP, JSON.stringify({ lock, what: wanted }));
}

function readStamp() {
	if (!existsSync(STAMP)) return {};
	try {
		return JSON.parse(readFileSync(STAMP, "utf8"));
	} catch {
		return {};
	}
}
