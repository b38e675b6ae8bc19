import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

/** A reason to skip where a tool is missing, else false; in CI a missing tool fails, since none may be skipped. */
export function requireTool(name: string, version: string = "--version"): string | false {
	if (spawnSync(name, [version]).status === 0) return false;
	assert.notEqual(process.env["CI"], "true", `${name} is missing, and CI must skip no test`);
	return `${name} is not installed`;
}
