import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { generator, mutated } from "@plimsoll/oci/testing";
import { readExecutables } from "../../executables/read-executables.ts";
import { codesOf, inventoryOf, testdata, versionsOf } from "../../testing/inventory-of.ts";
import { writeElf, writePe } from "../../testing/write-executable.ts";
import { excerptDotNet, readExcerpt } from "./excerpt.ts";

const SIGNATURE = Buffer.from("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae", "hex");
const DEPS = testdata("nuget", "Python.Runtime.deps.json");
const EXPECTED = 10;

interface Bundle {
	readonly format: number;
	readonly write?: typeof writeElf;
	readonly isCompressed?: boolean;
	/** Where it says that it begins, if not where it does. */
	readonly start?: number;
	readonly deps?: Uint8Array;
}

function u32(...values: readonly number[]): Buffer {
	return Buffer.concat(values.map((value) => Buffer.from(new Uint32Array([value]).buffer)));
}

function u64(...values: readonly number[]): Buffer {
	return Buffer.concat(values.map((value) => Buffer.from(new BigUint64Array([BigInt(value)]).buffer)));
}

function text(value: string): Buffer {
	const bytes = Buffer.from(value);
	const length = bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7];
	return Buffer.concat([Buffer.from(length), bytes]);
}

/** An application that is one file: a host, the files, and the list of them. */
function bundle({ format, write = writeElf, isCompressed = false, start, deps = DEPS }: Bundle): Buffer {
	const hostWith = (at: number): Buffer =>
		write({ sections: [{ name: ".data", bytes: Buffer.concat([Buffer.alloc(16), u64(at), SIGNATURE]), isWritable: true }] });
	const stored = isCompressed ? deflateRawSync(deps) : deps;
	const host = hostWith(0);
	const list = host.length + stored.length;
	const place = (size: number): Buffer => (format >= 6 ? u64(host.length, size, isCompressed ? stored.length : 0) : u64(host.length, size));
	// Where the list of files has to be gone through, the header does not say.
	const direct = format < 2 ? [] : [isCompressed ? u64(0, 0, 0, 0, 0) : u64(host.length, deps.length, 0, 0, 0)];
	const files = [place(5), Buffer.of(1), text(`${"long/".repeat(40)}App.dll`), place(deps.length), Buffer.of(3), text("App.deps.json")];
	return Buffer.concat([hostWith(start ?? list), stored, u32(format, 0, 2), text("Identity/of+it="), ...direct, ...files]);
}

for (const [what, file] of [
	["of .NET Core 3", bundle({ format: 1 })],
	["of .NET 5", bundle({ format: 2 })],
	["of .NET 8", bundle({ format: 6 })],
	["for Windows", bundle({ format: 6, write: writePe })],
	["with a compressed list", bundle({ format: 6, isCompressed: true })],
] as const) {
	test(`an application in one file, ${what}, tells of its libraries`, () => {
		const inventory = inventoryOf({ "/app/Tool": file }, { subject: "image" });

		assert.equal(inventory.packages.length, EXPECTED);
		assert.deepEqual(inventory.packages[0]?.locations, [{ path: "/app/Tool" }]);
		assert.deepEqual(codesOf(inventory), ["operating-system-unknown"]);
	});
}

test("one too large to be held is told by how its list begins", () => {
	const file = bundle({ format: 6 });

	const inventory = inventoryOf({ "/app/Tool": file }, { subject: "image", limits: { maxFileBytes: 4000 } });

	assert.equal(inventory.packages.length, EXPECTED);
});

test("a host without a bundle is none", () => {
	assert.deepEqual(inventoryOf({ "/app/apphost": bundle({ format: 6, start: 0 }) }, { subject: "image" }).packages, []);
});

for (const [what, file] of [
	["that lies outside of its file", bundle({ format: 6, start: 10_000_000 })],
	["that begins in the middle of it", bundle({ format: 6, start: 100 })],
	["with a list that is no JSON", bundle({ format: 6, deps: Buffer.from("{") })],
	["with a compressed list that is damaged", bundle({ format: 6, isCompressed: true }).fill(0xff, 4200, 4300)],
	["with an empty list", bundle({ format: 6, deps: Buffer.alloc(0) })],
] as const) {
	test(`a bundle ${what} is said`, () => {
		const inventory = inventoryOf({ "/app/Tool": file }, { subject: "image" });

		assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [[], ["operating-system-unknown", "file-malformed"]]);
	});
}

for (const [what, original, path] of [
	["a bundle", bundle({ format: 6, deps: Buffer.from('{"targets":{"x":{"A/1":{"runtime":{"A.dll":{}}}}}}') }), "/app/Tool"],
	["an assembly", testdata("nuget", "ClrLoader.dll"), "/app/ClrLoader.dll"],
] as const) {
	test(`10,000 mutations of ${what} are read without an error`, () => {
		const random = generator(0x5eed);

		for (let run = 0; run < 10_000; run++) assertReadable(mutated(original, random), path);
	});
}

/** Fails where anything but what is kept of a .NET executable comes out. */
function assertReadable(bytes: Buffer, path: string): void {
	for (const executable of readExecutables(bytes)) {
		const part = excerptDotNet(executable, { path, size: bytes.length, mode: 0o755 });
		if (part === undefined) continue;
		const excerpt = readExcerpt(part);
		if (excerpt.kind === "assembly") for (const value of Object.values(excerpt.texts)) assert.equal(typeof value, "string");
		else assert.ok((excerpt.deps?.length ?? 0) <= bytes.length);
	}
}
