import assert from "node:assert/strict";
import { test } from "node:test";
import { generator, mutated } from "@plimsoll/oci/testing";
import fc from "fast-check";
import { codesOf, inventoryOf, packageNamed, testdata, versionsOf } from "../../testing/inventory-of.ts";
import { writeElf, writePe } from "../../testing/write-executable.ts";
import { CratePaths } from "./crate-paths.ts";

const INDEX = "index.crates.io-1949cf8c6b5b557f";
const PATHS = Buffer.from(
	[
		`/usr/local/cargo/registry/src/${INDEX}/tokio-1.53.1/src/io/util/mod.rs`,
		`/root/.cargo/registry/src/github.com-1ecc6299db9ec823/crossbeam-epoch-0.9.20/src/atomic.rs/rustc/48a2/library/core/src/str.rs`,
		`C:\\Users\\x\\.cargo\\registry\\src\\${INDEX}\\zstd-sys-2.0.9+zstd.1.5.5\\src\\lib.rs`,
		`/registry/src/${INDEX}/no-version/src/lib.rs`,
		`/registry/src/${INDEX}/tokio-1.53.1/src/task.rs`,
	].join("called unwrap on a None value"),
);
const CRATES = ["crossbeam-epoch 0.9.20", "tokio 1.53.1", "zstd-sys 2.0.9+zstd.1.5.5"];

function cratesIn(bytes: Uint8Array, pieceSize: number): readonly string[] {
	const paths = new CratePaths(true);
	for (let at = 0; at < bytes.length; at += pieceSize) paths.push(bytes.subarray(at, at + pieceSize));
	return paths.crates;
}

test("crates are found by their paths, however the bytes come", () => {
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 0, max: 700 }), (pieceSize, before) => {
			assert.deepEqual(cratesIn(Buffer.concat([Buffer.alloc(before), PATHS]), pieceSize), CRATES);
		}),
		{ numRuns: 300, seed: 0x5eed },
	);
});

test("an executable without other data is told by them, and that is said", () => {
	const elf = writeElf({ sections: [{ name: ".rodata", bytes: PATHS }] });
	const inventory = inventoryOf({ "/bin/app": elf }, { subject: "image" });

	assert.deepEqual(versionsOf(inventory), ["crossbeam-epoch@0.9.20", "tokio@1.53.1"]);
	assert.deepEqual(codesOf(inventory), ["operating-system-unknown", "identity-guessed"]);
	assert.match(inventory.coverage[1]?.message ?? "", /^\/bin\/app: 2 crates were told by the paths/);
	assert.equal(inventoryOf({ "/app.exe": writePe({ sections: [{ name: ".rdata", bytes: PATHS }] }) }).packages.length, 3);
});

test("what cargo auditable wrote counts instead", () => {
	const sections = [
		{ name: ".dep-v0", bytes: testdata("cargo", "dep-v0.bin") },
		{ name: ".rodata", bytes: PATHS },
	];

	assert.ok(!versionsOf(inventoryOf({ "/bin/app": writeElf({ sections }) }, { subject: "image" })).includes("tokio@1.53.1"));
});

test("they are found in an executable too large to be held, and do not silence a lock", () => {
	const elf = Buffer.concat([writeElf({ sections: [{ name: ".rodata", bytes: PATHS }] }), Buffer.alloc(100_000)]);
	const files = { "/bin/app": elf, "/src/Cargo.lock": '[[package]]\nname = "a"\nversion = "1.0.0"\n' };

	const inventory = inventoryOf(files, { subject: "image", limits: { maxFileBytes: 50_000 } });

	assert.deepEqual(versionsOf(inventory), ["a@1.0.0", "crossbeam-epoch@0.9.20", "tokio@1.53.1", "zstd-sys@2.0.9+zstd.1.5.5"]);
});

test("the compiler is named where the executable names a release of it", () => {
	const compiler = (comment: string): string[] =>
		versionsOf(inventoryOf({ "/app.so": writeElf({ sections: [{ name: ".comment", bytes: Buffer.from(comment) }] }) }));

	assert.deepEqual(compiler("GCC: (Debian) 12\0rustc version 1.67.1 (d5a82bbd2 2023-02-07)\0"), ["rust@1.67.1"]);
	assert.deepEqual(compiler("clang LLVM (rustc version 1.50.0 (cb75ad5db 2021-02-10))\0"), ["rust@1.50.0"]);
	assert.deepEqual(compiler("rustc version 1.90.0-nightly (d5a82bbd2 2025-07-01)\0"), []);
	const elf = writeElf({ sections: [{ name: ".comment", bytes: Buffer.from("rustc version 1.67.1 (d5a82bbd2 2023-02-07)\0") }] });
	assert.deepEqual(packageNamed(inventoryOf({ "/app.so": elf }), "rust").cpes, ["cpe:2.3:a:rust-lang:rust:1.67.1:*:*:*:*:*:*:*"]);
});

test("mutations of paths neither throw nor name what is no crate", () => {
	const random = generator(0x5eed);
	for (let run = 0; run < 3000; run++) {
		for (const crate of cratesIn(mutated(PATHS, random), 256)) assert.match(crate, /^[0-9A-Za-z_-]+ \d+\.\d+\.\d+[0-9A-Za-z.+-]*$/);
	}
});
