import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { BASE, type ExecutableToWrite, Writer, writeElf, writeFatMachO, writeMachO, writePe } from "../testing/write-executable.ts";
import { afterMarks, bytesAt, type Executable, sectionOf } from "./executable.ts";
import { beginsExecutable, readExecutables } from "./read-executables.ts";

const SECTIONS = [
	{ name: ".first", bytes: Buffer.from("one") },
	{ name: ".second", bytes: Buffer.from("two, writable"), isWritable: true },
];
const FORMS: Readonly<Record<string, Buffer>> = {
	"ELF, 64 bits": writeElf({ sections: SECTIONS }),
	"ELF, 32 bits": writeElf({ sections: SECTIONS, isWide: false }),
	"ELF, big-endian": writeElf({ sections: SECTIONS, isBigEndian: true }),
	"ELF, 32 bits, big-endian": writeElf({ sections: SECTIONS, isWide: false, isBigEndian: true }),
	PE: writePe({ sections: SECTIONS }),
	"Mach-O, 64 bits": writeMachO({ sections: SECTIONS }),
	"Mach-O, 32 bits, big-endian": writeMachO({ sections: SECTIONS, isWide: false, isBigEndian: true }),
	"Mach-O for two architectures": writeFatMachO([Buffer.from("nothing"), writeMachO({ sections: SECTIONS })]),
};

function only(bytes: Uint8Array): Executable {
	const [executable] = readExecutables(bytes);
	assert.ok(executable);
	return executable;
}

for (const [name, bytes] of Object.entries(FORMS)) {
	test(`${name}: sections by name, bytes by address, marks where variables live`, () => {
		const executable = only(bytes);
		const slice = name.includes("two") ? bytes.subarray(-executable.size) : bytes;
		const address = slice.indexOf("two") + BASE;

		assert.equal(beginsExecutable(bytes.subarray(0, 8)), true);
		assert.equal(sectionOf(executable, ".first")?.toString(), "one");
		assert.equal(sectionOf(executable, ".second")?.toString(), "two, writable");
		assert.equal(sectionOf(executable, ".third"), undefined);
		assert.equal(Buffer.from(bytesAt(executable, address + 5, 4) ?? []).toString(), "writ");
		assert.equal(bytesAt(executable, address, 14), undefined);
		assert.deepEqual(
			[...afterMarks(executable, Buffer.from("w"))].map((after) => Buffer.from(after).toString()),
			["wo, writable", "writable"],
		);
		assert.deepEqual([...afterMarks(executable, Buffer.from("one"))], []);
	});

	test(`${name}: cut short or mutated it is read or not, and nothing is thrown`, () => {
		for (let length = 0; length < bytes.length; length += 13) use(readExecutables(bytes.subarray(0, length)));
		let state = 0x5eed;
		const random = (below: number): number => {
			state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
			return Math.floor((state / 2 ** 32) * below);
		};
		for (let run = 0; run < 1500; run++) {
			const damaged = Buffer.from(bytes);
			for (let times = 1 + random(6); times > 0; times--)
				damaged[4 + random(random(2) === 0 ? 0x400 : bytes.length - 4)] = random(3) === 0 ? 0xff : random(256);

			use(readExecutables(damaged));
		}
	});
}

function use(executables: readonly Executable[]): void {
	for (const executable of executables) {
		for (const section of executable.sections) section.read();
		bytesAt(executable, BASE, 8);
		assert.ok([...afterMarks(executable, Buffer.from("two"))].length < 20);
	}
}

test("what only begins like an executable is none", () => {
	const java = Buffer.from("cafebabe0000003d00100a00020003", "hex");
	const object = Buffer.from(writeElf({ sections: SECTIONS }));
	object.writeUInt16LE(1, 16);

	assert.equal(beginsExecutable(java), false);
	assert.deepEqual(readExecutables(object), []);
	assert.deepEqual(readExecutables(Buffer.from("MZ and then nothing of the kind".padEnd(5000, "."))), []);
	assert.deepEqual(readExecutables(Buffer.from("#!/bin/sh\n".padEnd(5000, "."))), []);
	assert.deepEqual(readExecutables(Buffer.alloc(3)), []);
});

test("compressed sections are inflated, unless they lie about their size", () => {
	const text = Buffer.from("plain ".repeat(50));
	const compressed = (size: number, options: Partial<ExecutableToWrite>): Buffer => {
		const header = new Writer(options.isWide === false ? 12 : 24, options);
		header.u32(0, 1);
		header.word(options.isWide === false ? 4 : 8, size);
		const bytes = Buffer.concat([header.bytes, deflateSync(text)]);
		return writeElf({ sections: [{ name: ".z", bytes, flags: 0x800 }], ...options });
	};

	for (const options of [{}, { isWide: false }, { isBigEndian: true }]) {
		assert.deepEqual(sectionOf(only(compressed(text.length, options)), ".z"), text);
		assert.equal(sectionOf(only(compressed(text.length - 1, options)), ".z"), undefined);
		assert.equal(sectionOf(only(compressed(0x7fffffff, options)), ".z"), undefined);
	}
});

test("a table of sections that is gone, or that leads nowhere, hides no variables", () => {
	const stripped = writeElf({ sections: SECTIONS, isStripped: true });
	const forged = writeElf({ sections: SECTIONS });
	forged.fill(0xff, 32, 48);

	for (const bytes of [stripped, forged]) {
		const executable = only(bytes);

		assert.deepEqual(executable.sections, []);
		assert.equal([...afterMarks(executable, Buffer.from("two, w"))].length, 1);
	}
});

test("regions that all are the whole file are searched once", () => {
	const forged = writeElf({
		sections: Array.from({ length: 20 }, (_, index) => ({ name: `.${index}`, bytes: Buffer.from("x"), isWritable: true })),
	});
	for (let at = 64; at < 64 + 20 * 56; at += 56) {
		forged.writeBigUInt64LE(0n, at + 8);
		forged.writeBigUInt64LE(BigInt(forged.length), at + 32);
	}

	const executable = only(forged);

	assert.equal(executable.regions.length, 20);
	assert.equal([...afterMarks(executable, Buffer.from("ELF"))].length, 1);
});
