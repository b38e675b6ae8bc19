import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { inventoryOf, testdata } from "../../testing/inventory-of.ts";

/** Mutations per fixture. */
const RUNS = 2500;

/** Far more than any mutation takes; a loop without an end takes for ever. */
const MAX_MILLISECONDS = 60_000;

const FIXTURES: readonly (readonly [fixture: string, path: string])[] = [
	["rpmdb.sqlite.gz", "/var/lib/rpm/rpmdb.sqlite"],
	["Packages.db.gz", "/var/lib/rpm/Packages.db"],
	["Packages-little-endian.gz", "/var/lib/rpm/Packages"],
	["Packages-big-endian.gz", "/var/lib/rpm/Packages"],
];

/** Numbers that lengths, counts and offsets go wrong at. */
const EDGES = [0, 1, 2, 3, 7, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

for (const [fixture, path] of FIXTURES) {
	test(`${RUNS} mutations of ${fixture} neither throw nor make the cataloger give up`, { timeout: MAX_MILLISECONDS }, () => {
		const original = gunzipSync(testdata("rpm", fixture));
		const places = placesOf(original);
		const random = generator(0x5eed);
		let damaged = 0;

		for (let run = 0; run < RUNS; run++) {
			const { packages, coverage } = inventoryOf({ [path]: mutated(original, places, random) });

			for (const { message } of coverage) assert.doesNotMatch(message, /gave up/);
			for (const { purl, name, version } of packages) {
				assert.match(purl, /^pkg:rpm\/[\x21-\x7e]+@[\x21-\x7e]+$/);
				assert.doesNotMatch(`${name}${version}`, /\s/);
			}
			if (coverage.some(({ code }) => code === "file-malformed")) damaged++;
		}
		assert.ok(damaged > RUNS / 20, `only ${damaged} mutations were noticed: they no longer hit anything`);
	});
}

/** Where something other than zeros is, and the start of the file: pages are mostly empty. */
function placesOf(bytes: Buffer): number[] {
	return Array.from(bytes.keys()).filter((at) => at < 128 || bytes[at] !== 0);
}

/** Up to six small damages; every twentieth file is cut off besides. */
function mutated(original: Buffer, places: readonly number[], random: (below: number) => number): Buffer {
	const bytes = Buffer.from(original);
	for (let times = 1 + random(6); times > 0; times--) {
		// Half of them where the structure is: at the start of the file or of a page
		const at = random(2) === 0 ? (places[random(places.length)] ?? 0) : Math.min(random(12) * 4096 + random(160), bytes.length - 4);
		const edge = EDGES[random(EDGES.length)] ?? 0;
		const damages = [
			() => bytes.writeUInt8(random(256), at),
			() => bytes.writeUInt8((bytes[at] ?? 0) ^ (1 << random(8)), at),
			() => at + 2 <= bytes.length && bytes.writeUInt16BE(edge & 0xffff, at),
			() => at + 4 <= bytes.length && bytes.writeUInt32BE(edge, at),
			() => at + 4 <= bytes.length && bytes.writeUInt32LE(edge, at),
			() => bytes.copyWithin(at, random(bytes.length), bytes.length - random(4096)),
		];
		damages[random(damages.length)]?.();
	}
	return random(20) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes;
}

/** A small generator with a fixed seed, so that a failure can be repeated. */
function generator(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}
