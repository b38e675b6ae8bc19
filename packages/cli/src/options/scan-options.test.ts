import assert from "node:assert/strict";
import { test } from "node:test";
import { Command } from "commander";
import { addFlags } from "./flag.ts";
import { type ScanCommandOptions, scanFlags } from "./scan-options.ts";

function parse(...args: readonly string[]): ScanCommandOptions {
	const command = new Command("scan").exitOverride().configureOutput({ writeErr: () => {} });
	addFlags(command, scanFlags);
	command.parse(args, { from: "user" });
	return command.opts<ScanCommandOptions>();
}

test("without options a scan shows everything and gates nothing", () => {
	const { format, severity, failOn, ignoreUnfixed, allowIncomplete, cache } = parse();

	assert.deepEqual(
		{ format, severity, failOn, ignoreUnfixed, allowIncomplete, cache },
		{
			format: [],
			severity: undefined,
			failOn: undefined,
			ignoreUnfixed: false,
			allowIncomplete: false,
			cache: true,
		},
	);
});

test("formats repeat, with and without a file", () => {
	assert.deepEqual(parse("-f", "table", "--format", "SARIF=out=1.sarif").format, [
		{ format: "table" },
		{ format: "sarif", file: "out=1.sarif" },
	]);
});

test("patterns of what is skipped are lists that repeat, without empty ones", () => {
	const { skipDirs, skipFiles } = parse("--skip-dirs", "a,{b,c},", "--skip-dirs", "d", "--skip-files", " ,*.txt");

	assert.deepEqual([skipDirs, skipFiles], [["a", "{b,c}", "d"], ["*.txt"]]);
	assert.deepEqual([parse().skipDirs, parse().skipFiles], [[], []]);
});

test("formats have versions", () => {
	assert.deepEqual(parse("-f", "CycloneDX@1.5=bom.json", "-f", "spdx-json@3.0").format, [
		{ format: "cyclonedx", version: "1.5", file: "bom.json" },
		{ format: "spdx-json", version: "3.0" },
	]);
});

test("severities are a list in any case", () => {
	assert.deepEqual(parse("-s", "HIGH,critical").severity, ["high", "critical"]);
});

test("the gate takes a severity or any", () => {
	assert.equal(parse("--fail-on", "High").failOn, "high");
	assert.equal(parse("--fail-on", "any").failOn, "any");
});

test("a limit is changed by its name", () => {
	assert.deepEqual(parse("--limit", "maxLayers=5", "--limit", "maxDepth=9").limit, { maxLayers: 5, maxDepth: 9 });
});

for (const [args, expected] of [
	[["--severity", "hgih"], /a severity: critical, high/],
	[["--fail-on", ""], /a severity: critical, .*unknown, any/],
	[["--format", "pdf"], /one of table, /],
	[["--format", "json="], /a file name behind the =/],
	[["--format", "cyclonedx@9"], /one of the versions 1\.6, /],
	[["--format", "cyclonedx@"], /one of the versions 1\.6, /],
	[["--format", "table@1"], /no version/],
	[["--platform", "linux/"], /os\/architecture/],
	[["--limit", "maxFoo=1"], /NAME=VALUE with one of maxManifestBytes/],
	[["--limit", "maxLayers=-1"], /whole number/],
	[["--limit", "__proto__=1"], /NAME=VALUE/],
] as const) {
	test(`${args.join(" ")} is refused with what was expected`, () => {
		assert.throws(() => parse(...args), expected);
	});
}
