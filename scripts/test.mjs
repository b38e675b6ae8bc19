// `npm test`: sets up everything, then format, lint, types and tests in one go, with one summary at the end.
import { spawnSync } from "node:child_process";
import { findFiles } from "./find-files.mjs";
import { BIN, ensureInstalled, ROOT } from "./install.mjs";
import { ensurePythonTools } from "./python-tools.mjs";
import { ensureSystemTools } from "./system-tools.mjs";

ensureInstalled("development");
const missing = ensureSystemTools();
const python = ensurePythonTools();
const inCI = process.env.CI === "true";

const environment = { ...process.env, PATH: `${BIN}:${process.env.PATH}`, FORCE_COLOR: "0" };
if (python !== undefined) environment.PLIMSOLL_PYTHON_TOOLS = python;
const totals = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

step("format and lint", "biome", ["check", "--error-on-warnings"]);
step("types", "tsc", []);
step("build", "tsc", ["-b", "tsconfig.build.json"]);
step("promises and switches", "oxlint", ["--deny-warnings"]);

const tests = findFiles(["packages", "scripts", "bench"], /\.test\.ts$/);
const integration = tests.filter((file) => file.endsWith(".integration.test.ts"));
testStep("unit tests", ["--test-isolation=none", ...tests.filter((file) => !integration.includes(file))]);
testStep("integration tests", ["--test-concurrency=2", ...integration]);

if (missing.length > 0) console.log(`Not on this machine, so their tests were skipped: ${missing.join(", ")}`);
if (inCI && totals.skipped > 0) failures.push(`${totals.skipped} tests were skipped, and CI must skip none`);
console.log(failures.length === 0 ? "\nEverything holds." : `\nFailed: ${failures.join("; ")}`);
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(failures.length === 0 ? 0 : 1);

function step(name, command, args) {
	const begun = performance.now();
	const result = spawnSync(`${BIN}/${command}`, args, { cwd: ROOT, env: environment, encoding: "utf8", maxBuffer: 1 << 26 });
	const output = `${result.stdout ?? ""}${result.stderr ?? ""}`;
	conclude(name, result.status === 0, { begun, output: result.status === 0 ? "" : output });
}

function testStep(name, args) {
	const begun = performance.now();
	const reporter = ["--test-reporter=./scripts/test-reporter.mjs", "--test-reporter-destination=stdout"];
	const result = spawnSync(`${BIN}/node`, ["--test", ...reporter, ...args], {
		cwd: ROOT,
		env: environment,
		encoding: "utf8",
		maxBuffer: 1 << 26,
	});
	const lines = (result.stdout ?? "").trimEnd().split("\n");
	const counts = parseCounts(lines.pop() ?? "");
	for (const key of Object.keys(totals)) totals[key] += counts?.[key] ?? 0;

	const held = result.status === 0 && counts !== undefined && counts.passed > 0 && counts.failed === 0;
	const output = [...lines, held ? "" : (result.stderr ?? "")].filter((line) => line !== "").join("\n");
	conclude(counts ? `${name}: ${counts.passed} passed` : name, held, { begun, output });
}

function conclude(name, held, { begun, output }) {
	const seconds = ((performance.now() - begun) / 1000).toFixed(1);
	if (!held) failures.push(name);
	console.log(`${held ? "ok    " : "FAILED"}  ${name} (${seconds} s)`);
	if (output !== "") console.log(output);
}

function parseCounts(line) {
	try {
		return JSON.parse(line);
	} catch {
		return undefined;
	}
}
