import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import { packageHeader, rpmHeader } from "../../testing/rpm-header.ts";
import { RpmHeader } from "./header.ts";
import { installedPackage } from "./installed-package.ts";
import { OwnedFiles } from "./owned-files.ts";
import { TAGS, WANTED_TAGS } from "./tags.ts";

function parsed(bytes: Uint8Array): RpmHeader {
	const header = RpmHeader.parse(bytes, WANTED_TAGS);
	if (typeof header === "string") throw new Error(header);
	return header;
}

function filesOf(bytes: Uint8Array): { files: string[]; problems: readonly string[] } {
	const header = parsed(bytes);
	const files = [...new OwnedFiles(defaultLimits(), () => {}).of(header)];
	return { files, problems: header.problems };
}

test("files are names in folders, or whole paths in old headers", () => {
	const { files, problems } = filesOf(
		packageHeader("a", "1-1", {
			[TAGS.oldFileNames]: ["/bin/old"],
			[TAGS.baseNames]: ["x", "y"],
			[TAGS.folders]: ["/usr/bin/", "/etc/"],
			[TAGS.folderIndexes]: [1, 0],
		}),
	);

	assert.deepEqual(files, ["/bin/old", "/etc/x", "/usr/bin/y"]);
	assert.deepEqual(problems, []);
});

test("a folder's index that points nowhere costs that file", () => {
	const tags = { [TAGS.baseNames]: ["x", "y"], [TAGS.folders]: ["/etc/"], [TAGS.folderIndexes]: [0xffff_ffff, 0] };

	assert.deepEqual(filesOf(packageHeader("a", "1-1", tags)).files, ["/etc/y"]);
});

test("names and folders of different number are said", () => {
	const tags = { [TAGS.baseNames]: ["x", "y"], [TAGS.folders]: ["/etc/"], [TAGS.folderIndexes]: [0] };

	const { files, problems } = filesOf(packageHeader("a", "1-1", tags));

	assert.deepEqual(files, ["/etc/x"]);
	assert.deepEqual(problems, ["2 file names have 1 folders"]);
});

const LYING: readonly (readonly [title: string, bytes: Buffer, found: RegExp])[] = [
	["no tags", Buffer.alloc(8), /no tags/],
	["nothing at all", Buffer.alloc(0), /no tags/],
	["more tags than bytes", Buffer.from("ffffffff00000000", "hex"), /do not fit/],
	["more data than bytes", Buffer.concat([Buffer.from("00000001ffffffff", "hex"), Buffer.alloc(16)]), /do not fit/],
];

for (const [title, bytes, found] of LYING) {
	test(`a header of ${title} is none`, () => {
		assert.match(String(RpmHeader.parse(bytes, WANTED_TAGS)), found);
	});
}

const WRONG: readonly (readonly [title: string, entry: { type: number; offset: number; count: number }, problem: RegExp])[] = [
	["an offset after the data", { type: 6, offset: 0xffff_ffff, count: 1 }, /outside the data/],
	["another type", { type: 7, offset: 0, count: 1 }, /is no text/],
];

for (const [title, entry, problem] of WRONG) {
	test(`a text with ${title} is none, and said`, () => {
		const header = parsed(packageHeader("a", "1-1", { [TAGS.license]: entry }));

		assert.equal(header.text(TAGS.license), undefined);
		assert.match(header.problems[0] ?? "", problem);
	});
}

test("a text without an end is none", () => {
	const header = parsed(
		rpmHeader({ [TAGS.name]: "a" })
			.subarray(0, -1)
			.fill(1, 4, 8)
			.fill(0, 4, 7),
	);

	assert.equal(header.text(TAGS.name), undefined);
});

test("a list that says it has two thousand million values ends at once", () => {
	const huge = { offset: 0, count: 0x7fff_ffff };
	const header = parsed(packageHeader("a", "1-1", { [TAGS.baseNames]: { type: 8, ...huge }, [TAGS.folderIndexes]: { type: 4, ...huge } }));

	assert.deepEqual([header.texts(TAGS.baseNames), header.numbers(TAGS.folderIndexes)], [[], []]);
	assert.deepEqual(header.problems, ["tag 1117 has more than 1000000 values", "tag 1116 has more than 1000000 values"]);
});

test("a list that leaves the data is none", () => {
	const header = parsed(
		packageHeader("a", "1-1", {
			[TAGS.baseNames]: { type: 8, offset: 0, count: 99 },
			[TAGS.folderIndexes]: { type: 4, offset: 0, count: 99 },
		}),
	);

	assert.deepEqual([header.texts(TAGS.baseNames), header.numbers(TAGS.folderIndexes)], [[], []]);
	assert.deepEqual(header.problems, ["tag 1117 is outside the data", "tag 1116 is outside the data"]);
});

test("a text longer than any licence is left out", () => {
	const header = parsed(packageHeader("a", "1-1", { [TAGS.license]: "x".repeat(70_000) }));

	assert.equal(header.text(TAGS.license), undefined);
	assert.match(header.problems[0] ?? "", /longer than 65536 bytes/);
});

test("control characters never become a name", () => {
	assert.equal(installedPackage(parsed(packageHeader("a\u001b[31m", "1-1")), undefined), "no valid package name");
	assert.equal(installedPackage(parsed(packageHeader("a", "1\n-1")), undefined), "no valid version and release of a");
});

const SOURCES: readonly (readonly [file: string, source: string | undefined])[] = [
	["util-linux-2.37.4-18.el9.src.rpm", "util-linux 2.37.4-18.el9"],
	["kernel-5.14.0-1.nosrc.rpm", "kernel 5.14.0-1"],
	["(none)", undefined],
	["nodash.src.rpm", undefined],
	["../x-1-1/y.src.rpm", undefined],
];

for (const [file, source] of SOURCES) {
	test(`the source of ${file} is ${source ?? "unknown"}`, () => {
		const found = installedPackage(parsed(packageHeader("a", "1-1", { [TAGS.sourceRpm]: file })), undefined);

		assert.ok(typeof found === "object");
		assert.equal(found.source === undefined ? undefined : `${found.source.name} ${found.source.build}`, source);
	});
}
