import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

/** A reason to skip where a toolchain is missing, else false; in CI a missing one fails, since no test may be skipped. */
export function requireToolchain(...command: readonly [name: string, ...args: string[]]): string | false {
	const [name, ...args] = command;
	if (spawnSync(name, args).status === 0) return false;
	assert.notEqual(process.env["CI"], "true", `${name} is missing, and CI must skip no test`);
	return `${name} is not installed`;
}
