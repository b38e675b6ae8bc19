import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, packageNamed, testdata } from "../../testing/inventory-of.ts";
import { BASE, placeSections, type SectionToWrite, Writer, writeElf, writeMachO, writePe } from "../../testing/write-executable.ts";

const SENTINEL = Buffer.alloc(16, 0xf3);
const REAL = testdata("go", "go.buildinfo.bin");
const REAL_PURLS = [
	"pkg:golang/example.com/local@%28devel%29",
	"pkg:golang/example.com/plimsoll/app/v2@v2.3.4",
	"pkg:golang/github.com/burntsushi/toml@v1.2.1",
	"pkg:golang/golang.org/x/text@v0.14.0",
	"pkg:golang/rsc.io/quote@v1.5.2",
	"pkg:golang/rsc.io/sampler@v1.3.0",
	"pkg:golang/stdlib@1.26.8",
];

/** The section of Go 1.18 and newer. */
function buildInfo(toolchain: string, modules: string): Buffer {
	const texts = [Buffer.from(toolchain), Buffer.concat([SENTINEL, Buffer.from(modules), SENTINEL])];
	const header = Buffer.alloc(32);
	header.write("\xff Go buildinf:\x08\x02", "latin1");
	return Buffer.concat([header, ...texts.flatMap((text) => [Buffer.from([(text.length & 0x7f) | 0x80, text.length >> 7]), text])]);
}

function elfWith(bytes: Uint8Array): Buffer {
	return writeElf({ sections: [{ name: ".go.buildinfo", bytes, isWritable: true }] });
}

function purlsIn(bytes: Uint8Array, path = "/bin/app"): string[] {
	return inventoryOf({ [path]: bytes }, { subject: "image" }).packages.map(({ purl }) => purl);
}

/** The inventory of a program with these lines of build information. */
function built(lines: readonly string[], toolchain = "go1.22.5"): ReturnType<typeof inventoryOf> {
	return inventoryOf({ "/bin/app": { content: elfWith(buildInfo(toolchain, lines.map((line) => `${line}\n`).join(""))), mode: 0o755 } });
}

test("build information is found in every format, stripped or not", () => {
	const part: SectionToWrite = { name: ".data", bytes: Buffer.concat([Buffer.alloc(64), REAL]), isWritable: true };
	const forms = {
		elf: elfWith(REAL),
		"elf without sections": writeElf({ sections: [part], isStripped: true }),
		pe: writePe({ sections: [part] }),
		"mach-o": writeMachO({ sections: [{ name: "__go_buildinfo", bytes: REAL, isWritable: true }] }),
	};

	for (const [form, bytes] of Object.entries(forms)) assert.deepEqual(purlsIn(bytes), REAL_PURLS, form);
});

test("it is found in an executable too large to be held", () => {
	const bytes = Buffer.concat([elfWith(REAL), Buffer.alloc(100_000)]);

	const inventory = inventoryOf({ "/bin/app": bytes }, { subject: "image", limits: { maxFileBytes: 50_000 } });

	assert.deepEqual(
		inventory.packages.map(({ purl }) => purl),
		REAL_PURLS,
	);
	assert.ok(!codesOf(inventory).includes("executable-unread"));
});

for (const isWide of [true, false]) {
	for (const isBigEndian of [true, false]) {
		test(`before Go 1.18 texts are behind pointers: ${isWide ? 64 : 32} bits, ${isBigEndian ? "big" : "little"}-endian`, () => {
			const size = isWide ? 8 : 4;
			const toolchain = Buffer.from("go1.17.13");
			const modules = Buffer.concat([SENTINEL, Buffer.from("path\tcommand\nmod\texample.com/old\tv1.0.0\t\n"), SENTINEL]);
			const header = new Writer(32, { isWide, isBigEndian });
			const variables = new Writer(4 * size, { isWide, isBigEndian });
			const sections = [
				{ name: ".go.buildinfo", bytes: header.bytes, isWritable: true },
				{ name: ".data", bytes: variables.bytes, isWritable: true },
				{ name: ".rodata", bytes: Buffer.concat([toolchain, modules]) },
			];
			const [, data = 0, text = 0] = placeSections(sections).placed.map(({ offset }) => offset + BASE);
			header.bytes.write("\xff Go buildinf:", "latin1");
			header.bytes.set([size, isBigEndian ? 1 : 0], 14);
			for (const [index, value] of [data, data + 2 * size].entries()) header.word(16 + index * size, value);
			for (const [index, value] of [text, toolchain.length, text + toolchain.length, modules.length].entries())
				variables.word(index * size, value);

			assert.deepEqual(purlsIn(writeElf({ sections, isWide, isBigEndian })), [
				"pkg:golang/example.com/old@v1.0.0",
				"pkg:golang/stdlib@1.17.13",
			]);
		});
	}
}

test("a module has its name as Go writes it, and its version without the v", () => {
	const { purl, name, version, ecosystem, type } = packageNamed(
		inventoryOf({ "/a": elfWith(REAL) }, { subject: "image" }),
		"github.com/BurntSushi/toml",
	);

	assert.deepEqual(
		{ purl, name, version, ecosystem, type },
		{
			purl: "pkg:golang/github.com/burntsushi/toml@v1.2.1",
			name: "github.com/BurntSushi/toml",
			version: "1.2.1",
			ecosystem: "Go",
			type: "golang",
		},
	);
});

test("what was built from a folder is listed without an ecosystem, and said", () => {
	const inventory = built([
		"mod\texample.com/app\tv1.0.0\t",
		"dep\texample.com/a\tv1.0.0",
		"=>\t../a\t(devel)\t",
		"dep\texample.com/b\t(devel)\t",
	]);

	for (const name of ["example.com/a", "example.com/b"]) {
		assert.deepEqual([packageNamed(inventory, name).version, packageNamed(inventory, name).ecosystem], ["(devel)", undefined]);
	}
	assert.deepEqual(codesOf(inventory), ["version-unresolved", "version-unresolved"]);
});

const MAIN = "mod\texample.com/app\t(devel)\t";
const COMMIT = ["build\tvcs.revision=0123456789abcdef0123", "build\tvcs.time=2024-05-06T07:08:09Z"];
const VERSIONS: readonly (readonly [title: string, lines: readonly string[], version: string, isRelease: boolean])[] = [
	["as Go knows it", ["mod\texample.com/app\tv1.2.3+dirty\t"], "1.2.3+dirty", true],
	["from the linker's flags", [MAIN, 'build\t-ldflags="-s -w -X main.version=1.4.0"'], "1.4.0", true],
	["from quoted flags", [MAIN, `build\t-ldflags="-X 'main.Version=v2.0.1-rc.1' -X \\"main.date=today\\""`], "2.0.1-rc.1", true],
	[
		"from flags of its module before others",
		[MAIN, 'build\t-ldflags="-X example.org/lib.version=9.9.9 -X=example.com/app/internal.appVersion=1.5.0"'],
		"1.5.0",
		true,
	],
	[
		"from flags that are no version, the commit",
		[MAIN, 'build\t-ldflags="-X main.version=latest"', ...COMMIT],
		"0.0.0-20240506070809-0123456789ab",
		false,
	],
	[
		"of a commit that Go knows no tag of",
		["mod\texample.com/app\tv0.0.0-20240506070809-0123456789ab\t"],
		"0.0.0-20240506070809-0123456789ab",
		false,
	],
	["unknown", [MAIN], "(devel)", false],
];

for (const [title, lines, version, isRelease] of VERSIONS) {
	test(`the version of the main module: ${title}`, () => {
		const inventory = built(lines);

		const main = packageNamed(inventory, "example.com/app");

		assert.deepEqual([main.version, main.ecosystem], [version, isRelease ? "Go" : undefined]);
		assert.deepEqual(codesOf(inventory), isRelease ? [] : ["version-unresolved"]);
	});
}

test("the standard library has the toolchain's version as advisories write it", () => {
	const versions = {
		"go1.20": "1.20.0",
		"go1.22.5 X:boringcrypto": "1.22.5",
		"go1.21rc2": "1.21.0-rc.2",
		"go1.18.4b7": "1.18.4",
		"go1.22.1-2": "1.22.1",
	};
	for (const [toolchain, version] of Object.entries(versions)) {
		assert.equal(packageNamed(built([], toolchain), "stdlib").version, version, toolchain);
	}

	const between = built([], "devel go1.23-abcdef Thu Jan 1");

	assert.deepEqual([between.packages, codesOf(between)], [[], ["identity-unknown", "version-unresolved"]]);
});

test("programs of the toolchain are the toolchain, not modules", () => {
	const inventory = built(["path\tcmd/go", "mod\tcmd\t\t"]);

	assert.deepEqual(
		inventory.packages.map(({ purl }) => purl),
		["pkg:golang/stdlib@1.22.5", "pkg:golang/toolchain@1.22.5"],
	);
});

test("a module that is none costs itself", () => {
	const inventory = built([
		"mod\texample.com/app\tv1.0.0\t",
		"dep\t../../etc/passwd\tv1.0.0\t",
		"dep\ta b\tv1\t",
		"dep\texample.com/c\tv1.0.0\t",
		"=>",
	]);

	assert.deepEqual(codesOf(inventory), ["file-malformed", "file-malformed", "version-unresolved"]);
	assert.equal(packageNamed(inventory, "example.com/app").version, "1.0.0");
});

test("marks that lead nowhere are passed over, up to a limit", () => {
	const decoy = Buffer.concat([
		Buffer.from("\xff Go buildinf:\x08\x02", "latin1"),
		Buffer.alloc(16),
		Buffer.from("\xff\xff\xff\x7fgo1.99", "latin1"),
	]);
	const decoys = (count: number): Buffer =>
		writeElf({ sections: [{ name: ".data", bytes: Buffer.concat([...Array<Buffer>(count).fill(decoy), REAL]), isWritable: true }] });

	assert.deepEqual(purlsIn(decoys(5)), REAL_PURLS);
	assert.deepEqual(purlsIn(decoys(500)), []);
});

test("mutations of build information neither throw nor make a cataloger give up", () => {
	let state = 0x5eed;
	const random = (below: number): number => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
	const original = elfWith(REAL);
	const start = original.indexOf(REAL);
	for (let run = 0; run < 1000; run++) {
		const bytes = Buffer.from(original);
		for (let times = 1 + random(4); times > 0; times--) bytes[start + random(REAL.length)] = random(256);

		const inventory = inventoryOf({ "/bin/app": bytes }, { subject: "image" });

		for (const { message } of inventory.coverage) assert.doesNotMatch(message, /gave up/);
		for (const { purl } of inventory.packages) assert.match(purl, /^pkg:golang\/[\x21-\x7e]+@[\x21-\x7e]+$/);
	}
});

test("the main module needs all that was built into it", () => {
	const inventory = built([
		"path\texample.com/app",
		"mod\texample.com/app\tv1.0.0\t",
		"dep\texample.com/a\tv1.2.3\t",
		"dep\texample.com/b\t(devel)\t",
	]);

	assert.deepEqual(packageNamed(inventory, "example.com/app").dependsOn, [
		"pkg:golang/example.com/a@v1.2.3",
		"pkg:golang/example.com/b@%28devel%29",
		"pkg:golang/stdlib@1.22.5",
	]);
	assert.equal(packageNamed(inventory, "example.com/a").dependsOn, undefined);
});
