import assert from "node:assert/strict";
import { test } from "node:test";
import { Command } from "commander";
import { addFlags } from "./flag.ts";
import { type RegistryCommandOptions, registryFlags } from "./registry-options.ts";

function parse(...args: readonly string[]): RegistryCommandOptions {
	const command = new Command("scan").exitOverride().configureOutput({ writeErr: () => {} });
	addFlags(command, registryFlags);
	command.parse(args, { from: "user" });
	return command.opts<RegistryCommandOptions>();
}

test("unless asked, nothing is insecure and nobody else is trusted", () => {
	assert.deepEqual(parse(), { passwordStdin: false, insecure: false, registryMirror: [] });
});

test("mirrors repeat, for docker's registry and for others", () => {
	const { registryMirror } = parse("--registry-mirror", "cache.example", "--registry-mirror", "ghcr.io=cache.example/ghcr");

	assert.deepEqual(registryMirror, ["cache.example", "ghcr.io=cache.example/ghcr"]);
});

test("a mirror that is none is refused with what was expected", () => {
	for (const text of ["", "=", "ghcr.io=", "=host", "a=b=c", "a b"])
		assert.throws(() => parse("--registry-mirror", text), /HOST\[\/PATH\]/);
});
