import assert from "node:assert/strict";
import { test } from "node:test";
import { inventoryOf, testdata } from "./testing/inventory-of.ts";

/** Mutations per fixture. */
const RUNS = 1000;

const FIXTURES: readonly (readonly [cataloger: string, fixture: string, path: string])[] = [
	["dpkg", "status", "/var/lib/dpkg/status"],
	["apk", "installed", "/lib/apk/db/installed"],
	["cargo", "Cargo-v1.lock", "/Cargo.lock"],
	["cargo", "Cargo-v4.lock", "/Cargo.lock"],
	["go", "go.mod.txt", "/go.mod"],
	["npm", "package-lock-v1.json", "/package-lock.json"],
	["npm", "package-lock-v3.json", "/package-lock.json"],
	["npm", "yarn-classic.lock", "/yarn.lock"],
	["npm", "yarn-berry.lock", "/yarn.lock"],
	["npm", "pnpm-lock-5.yaml", "/pnpm-lock.yaml"],
	["npm", "pnpm-lock-6.yaml", "/pnpm-lock.yaml"],
	["npm", "pnpm-lock-9.yaml", "/pnpm-lock.yaml"],
	["npm", "minimist.package.json", "/node_modules/minimist/package.json"],
	["python", "requests-2.31.0.METADATA", "/requests.dist-info/METADATA"],
	["python", "requirements.txt", "/requirements.txt"],
	["python", "Pipfile.lock", "/Pipfile.lock"],
	["python", "poetry.lock", "/poetry.lock"],
	["python", "uv.lock", "/uv.lock"],
	["python", "pylock.pip.toml", "/pylock.toml"],
];

const TOKENS = [
	"\n",
	"\n\n",
	"\0",
	"\r",
	"\u001b[2J",
	"__proto__",
	"constructor",
	'"',
	"'",
	"{",
	"[",
	"}",
	"]",
	":",
	": ",
	"@",
	"/",
	"\\",
	"? ",
	"- ",
	"#",
	"==",
	"=",
	"é",
	"\ufeff",
];

for (const [cataloger, fixture, path] of FIXTURES) {
	test(`${RUNS} mutations of ${fixture} neither throw nor make a cataloger give up`, () => {
		const original = testdata(cataloger, fixture);
		const random = generator(0x5eed);

		for (let run = 0; run < RUNS; run++) {
			const inventory = inventoryOf({ [path]: mutated(original, random) });

			for (const { message } of inventory.coverage) assert.doesNotMatch(message, /gave up/);
			for (const { purl, name, version } of inventory.packages) {
				assert.match(purl, /^pkg:[a-z]+\/[\x21-\x7e]+@[\x21-\x7e]+$/);
				assert.doesNotMatch(`${name}${version}`, /\s/);
			}
		}
	});
}

/** Up to four small damages: bytes changed, removed, repeated, cut off, or tokens of the formats put in. */
function mutated(original: Buffer, random: (below: number) => number): Buffer {
	let bytes = original;
	for (let times = 1 + random(4); times > 0; times--) {
		const at = random(bytes.length + 1);
		const before = bytes.subarray(0, at);
		const after = bytes.subarray(at);
		const damages = [
			() => Buffer.concat([before, Buffer.from([random(256)]), after.subarray(1)]),
			() => Buffer.concat([before, after.subarray(random(200))]),
			() => Buffer.concat([before, after.subarray(0, random(500)), after]),
			() => (random(8) === 0 ? before : bytes),
			() => Buffer.concat([before, Buffer.from(TOKENS[random(TOKENS.length)] ?? ""), after]),
		];
		bytes = damages[random(damages.length)]?.() ?? bytes;
	}
	return bytes;
}

/** A small generator with a fixed seed, so that a failure can be repeated. */
function generator(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}
