import assert from "node:assert/strict";
import { test } from "node:test";
import { type CoverageCode, defaultLimits, type Limits } from "@plimsoll/core";
import { BufferPool } from "../../excerpts/buffer-pool.ts";
import { takeInventory } from "../../take-inventory.ts";
import { codesOf, inventoryOf, testdata, versionsOf } from "../../testing/inventory-of.ts";
import { memoryTree } from "../../testing/memory-tree.ts";
import { jarOf, zipOf } from "../../testing/zip-of.ts";
import { excerptArchive } from "./archive-excerpt.ts";
import { parseArchiveExcerpt, writeArchiveExcerpt } from "./archive-excerpt-json.ts";
import { archiveReader } from "./archive-reader.ts";

const properties = (artifactId: string): string => `groupId=g\nartifactId=${artifactId}\nversion=1\n`;
const built = (artifactId: string): Record<string, string> => ({
	[`META-INF/maven/g/${artifactId}/pom.properties`]: properties(artifactId),
});

/** What is kept of a file that comes in pieces. */
function read(path: string, bytes: Uint8Array, { pieceSize = 7, limits = {} }: { pieceSize?: number; limits?: Partial<Limits> } = {}) {
	const reading = { subject: "image", limits: { ...defaultLimits(), ...limits }, pool: new BufferPool() } as const;
	const reader = archiveReader({ file: { path, size: bytes.length, mode: 0o644 }, ...reading });
	let seen = 0;
	while (seen < bytes.length && reader !== undefined) {
		const piece = Uint8Array.from(bytes.subarray(seen, seen + pieceSize));
		const isOn = reader.push(piece);
		seen += piece.length;
		// The bytes are only lent.
		piece.fill(0xff);
		if (!isOn) break;
	}
	const excerpt = reader?.end();
	return { seen, excerpt: excerpt === undefined ? undefined : parseArchiveExcerpt(excerpt) };
}

test("what is kept of an archive is the same however it comes", () => {
	const jar = testdata("java", "netty-common-4.1.104.Final.jar");
	const whole = excerptArchive(jar, "java", defaultLimits());

	for (const pieceSize of [1, 1000, jar.length]) {
		const { seen, excerpt } = read("/lib/netty.jar", jar, { pieceSize });

		assert.deepEqual([seen, excerpt], [jar.length, parseArchiveExcerpt(writeArchiveExcerpt(whole))]);
	}
});

test("what was kept comes back as it was", () => {
	const jar = jarOf({ ...built("a"), "lib/b.jar": jarOf(built("b")), "META-INF/MANIFEST.MF": "Bundle-SymbolicName: __proto__\n" });
	const excerpt = excerptArchive(jar, "java", defaultLimits());

	const [file, inside] = parseArchiveExcerpt(writeArchiveExcerpt(excerpt)).archives;

	assert.deepEqual([file?.manifest, file?.sha1], [excerpt.archives[0]?.manifest, excerpt.archives[0]?.sha1]);
	assert.deepEqual([inside?.path, inside?.parent, inside?.projects[0]?.artifactId], ["lib/b.jar", 0, "b"]);
});

test("what another version kept is said to be of no use", () => {
	const { archives, problems } = parseArchiveExcerpt(Buffer.from('{"version":0}'));

	assert.deepEqual([archives, problems.map(({ code }) => code)], [[], ["file-malformed"]]);
});

test("an archive beyond the limit is not read, and that is said", () => {
	const jar = jarOf(built("a"));
	const limits = { maxArchiveFileBytes: jar.length - 1 };

	const large = read("/a.jar", jar, { limits });
	const inventory = inventoryOf({ "/a.jar": jar, "/b.jar": jarOf({}) }, { limits });

	assert.deepEqual([large.seen, large.excerpt?.archives, large.excerpt?.problems[0]?.limit], [7, [], "maxArchiveFileBytes"]);
	assert.deepEqual(codesOf(inventory), ["file-limit", "identity-unknown"]);
});

test("an archive inside another is held by the same limit", () => {
	const inner = zipOf([{ name: "padding", content: Buffer.alloc(5000, "x"), method: 0 }]);
	const jar = zipOf([{ name: "inner.jar", content: inner }]);

	const inventory = inventoryOf({ "/a-1.jar": jar }, { limits: { maxArchiveFileBytes: 4000, maxFileBytes: 100 } });

	assert.ok(jar.length < 4000);
	assert.ok(inventory.coverage.some(({ limit, message }) => limit === "maxArchiveFileBytes" && message.includes("inner.jar")));
});

const OTHERS: readonly (readonly [path: string, bytes: Uint8Array])[] = [
	["/a.rar", Buffer.from("Rar!\x1a\x07\x00 and more")],
	["/a.zip", Buffer.from("PK, but no zip")],
	["/a.zip", zipOf([{ name: "text.txt", content: "x" }])],
	["/a.zip", jarOf(built("a")).subarray(0, -30)],
	["/a.nar", Buffer.from("\r\0\0\0\0\0\0\0nix-archive-1")],
	["/a.txt", jarOf(built("a"))],
	["/usr/lib/modules", Buffer.from("no modules")],
];

for (const [index, [path, bytes]] of OTHERS.entries()) {
	test(`a file that only has the name of an archive is nothing (${index}: ${path})`, () => {
		const inventory = inventoryOf({ [path]: bytes });

		assert.deepEqual([inventory.packages, inventory.coverage], [[], []]);
	});
}

test("archives in any zip are found; the zip itself is no package", () => {
	const zip = jarOf({ "lib/a.jar": jarOf(built("a")), ...built("zip"), "broken.jar": "no zip" });

	const inventory = inventoryOf({ "/dist-1.0.zip": zip, "/adapter.rar": jarOf({ "b.jar": jarOf(built("b")), ...built("c") }) });

	assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [["g:a@1", "g:b@1", "g:c@1"], ["file-malformed"]]);
	assert.match(inventory.coverage[0]?.message ?? "", /^\/dist-1\.0\.zip:broken\.jar: /);
});

test("a mere zip beyond the limit is information", () => {
	const inventory = inventoryOf({ "/a.zip": jarOf(built("a")), "/b.zip": "text, much of it" }, { limits: { maxArchiveFileBytes: 5 } });

	assert.deepEqual(codesOf(inventory), ["archive-unread"]);
});

test("the modules of a Java runtime are information, once for each folder", () => {
	const inventory = inventoryOf({
		"/jdk/jmods/java.base.jmod": "JM\x01\x00PK",
		"/jdk/jmods/java.sql.jmod": "JM\x01\x00PK",
		"/jdk/lib/modules": Buffer.from("dadafeca00000100", "hex"),
	});

	const found = inventory.coverage.map(({ code, path }): [CoverageCode, string | undefined] => [code, path]);
	assert.deepEqual(found, [
		["archive-unread", "/jdk/jmods"],
		["archive-unread", "/jdk/lib/modules"],
	]);
});

test("an archive that could not be read is said", () => {
	const reading = { subject: "directory", limits: defaultLimits(), pool: new BufferPool() } as const;

	const [jar, zip] = ["/a.jar", "/a.zip"].map((path) => archiveReader({ file: { path, size: 9, mode: 0o644 }, ...reading })?.unread?.());

	assert.equal(jar === undefined ? undefined : parseArchiveExcerpt(jar).problems[0]?.code, "file-unreadable");
	assert.equal(zip, undefined);
});

test("an archive that only a link calls so is looked into where its content is there", () => {
	const tree = memoryTree({
		"/app/program.bin": jarOf(built("a")),
		"/app/a.jar": { link: "program.bin" },
		"/app/b.jar": { link: "a.jar" },
	});

	const inventory = takeInventory(tree, { subject: "image", limits: defaultLimits() });

	assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [["g:a@1"], ["operating-system-unknown"]]);
});

test("an archive of very many archives is read in bounded time", () => {
	const empty = zipOf([]);
	const many = zipOf(Array.from({ length: 130_000 }, (_, index) => ({ name: `${index}.jar`, content: empty, method: 0 })));

	const { archives, problems } = excerptArchive(many, "java", { ...defaultLimits(), maxArchiveEntries: 130_000 });

	assert.deepEqual([archives.length, problems], [130_001, []]);
});

test("projects without end are not all read", () => {
	const project = `<project>${"<!-- -->".repeat(1000)}</project>`;
	const names = Array.from({ length: 20 }, (_, index) => `META-INF/maven/g/a${index}/pom.xml`);
	const jar = jarOf(Object.fromEntries(names.map((name) => [name, project])));

	const { archives, problems } = excerptArchive(jar, "java", { ...defaultLimits(), maxFileBytes: 5 * project.length });

	assert.equal(archives[0]?.projects.length, 5);
	assert.deepEqual(new Set(problems.map(({ limit }) => limit)), new Set(["maxFileBytes"]));
});

test("names of entries without end are not all kept", () => {
	const long = `${"x".repeat(4000)}.jar`;
	const empty = zipOf([]);
	const many = zipOf(Array.from({ length: 9000 }, (_, index) => ({ name: `${index}${long}`, content: empty, method: 0 })));

	const { archives, problems } = excerptArchive(many, "java", defaultLimits());

	assert.ok(archives.length < 9000);
	assert.deepEqual([problems.at(-1)?.code, problems.at(-1)?.path], ["file-limit", ""]);
});
