import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

/** A reason to skip where a tool is missing, else false; in CI a missing tool fails, since none may be skipped. `question` is what it answers. */
export function requireTool(name: string, question: string = "--version"): string | false {
	if (spawnSync(name, [question]).status === 0) return false;
	assert.notEqual(process.env["CI"], "true", `${name} is missing, and CI must skip no test`);
	return `${name} is not installed`;
}
