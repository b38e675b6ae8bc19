import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { blobPath, INDEX, type JsonDescriptor, LayoutFiles, MANIFEST, named } from "@plimsoll/oci/testing";
import { repeated } from "./testing/bombs.ts";
import { temporaryFolder } from "./testing/command-line.ts";
import { GIBIBYTE } from "./testing/hostile-image.ts";
import { measured } from "./testing/measured-run.ts";
import { rawControlIn } from "./testing/raw-controls.ts";
import { setScene } from "./testing/vulnerable-image.ts";

/** Makes something hostile in a folder and gives what names it on the command line. */
type Make = (folder: string) => Promise<string> | string;

interface Case {
	readonly title: string;
	readonly make: Make;
	readonly code: string;
	/** What the line names beside the code. */
	readonly names?: RegExp;
}

const TARGETS: readonly Case[] = [
	{ title: "a FIFO", make: (folder) => fifo(join(folder, "fifo")), code: "target-unreadable", names: /\/fifo / },
	{ title: "a FIFO as an archive", make: (folder) => `docker-archive:${fifo(join(folder, "fifo"))}`, code: "target-unreadable" },
	{ title: "a device without end", make: () => "/dev/zero", code: "target-unreadable" },
	{ title: "a link to itself", make: (folder) => link(join(folder, "link"), "link"), code: "target-unreadable" },
	{ title: "an empty file", make: (folder) => write(join(folder, "empty"), ""), code: "format-unknown" },
	{ title: "noise", make: (folder) => write(join(folder, "noise"), "noise".repeat(1000)), code: "format-unknown" },
	{
		title: "an archive that is a gzip bomb",
		make: (folder) => write(join(folder, "bomb"), bomb()),
		code: "limit-exceeded",
		names: /bomb.*maxInflateRatio/,
	},
	{
		title: "an index that is a FIFO",
		make: (folder) =>
			layout(
				folder,
				(files) => files.layout(files.image()),
				() => fifo(join(folder, "index.json")),
			),
		code: "blob-not-a-file",
	},
	{
		title: "a manifest that is missing",
		make: (folder) => layout(folder, (files) => files.layout(dropped(files, files.image()))),
		code: "blob-missing",
		names: /sha256:/,
	},
	{
		title: "a manifest that was tampered with",
		make: (folder) => layout(folder, (files) => files.layout(altered(files, files.image()))),
		code: "digest-mismatch",
		names: /sha256:.*sha256:/,
	},
	{
		title: "a configuration that was tampered with",
		make: (folder) => layout(folder, withAlteredConfig),
		code: "digest-mismatch",
		names: /sha256:.*sha256:/,
	},
	{
		title: "a configuration larger than is allowed",
		make: (folder) => layout(folder, (files) => files.layout(files.image({ config: { x: "x".repeat(9e6) } }))),
		code: "limit-exceeded",
		names: /maxConfigBytes|8388608/,
	},
	{
		title: "a thousand indexes inside one another",
		make: (folder) => layout(folder, indexes(1000)),
		code: "limit-exceeded",
		names: /maxIndexDepth/,
	},
	{ title: "an index that claims to contain itself", make: (folder) => layout(folder, cyclicIndex), code: "digest-mismatch" },
	{
		title: "10,000 layers",
		make: (folder) =>
			layout(folder, (files) =>
				files.layout(files.image({ layers: Array.from({ length: 10_000 }, (_, index) => Buffer.from(`${index}`)) })),
			),
		code: "limit-exceeded",
		names: /1024|maxLayers/,
	},
	{
		title: "a manifest that is an index, too",
		make: (folder) => layout(folder, (files) => files.layout(files.image({ manifest: { manifests: [] } }))),
		code: "manifest-ambiguous",
	},
	{
		title: "a manifest that has a key twice",
		make: (folder) => layout(folder, (files) => files.layout(files.blob('{"schemaVersion":2,"layers":[],"layers":[]}', MANIFEST))),
		code: "manifest-malformed",
		names: /twice/,
	},
	{
		title: "a manifest that nests 100,000 deep",
		make: (folder) => layout(folder, (files) => files.layout(files.blob(`{"a":${"[".repeat(1e5)}${"]".repeat(1e5)}}`, MANIFEST))),
		code: "limit-exceeded",
		names: /128/,
	},
	{
		title: "a tag that moves the cursor",
		make: (folder) =>
			layout(folder, (files) => files.layout(files.image({}, named("\u001b[2Ja")), files.image({ config: { x: 1 } }, named("\u202eb")))),
		code: "tag-missing",
		names: /\\x1b\[2Ja/,
	},
];

for (const { title, make, code, names = /./ } of TARGETS) {
	test(`target: ${title} is refused in one line`, async (t) => {
		const target = await make(temporaryFolder(t));

		await refused(["scan", target], code, names);
	});
}

const DATABASES: readonly Case[] = [
	...[0, 15, 100, 4095, 4096, 10_000].map(
		(length): Case => ({
			title: `one cut to ${length} bytes`,
			make: (path) => truncate(path, length),
			code: length < 100 ? "database-foreign" : "database-corrupt",
		}),
	),
	{ title: "one cut by a byte", make: (path) => truncate(path, readFileSync(path).length - 1), code: "database-corrupt" },
	{ title: "one of another schema", make: (path) => patch(path, 60, 99), code: "database-version", names: /version/ },
	{ title: "one with a damaged schema", make: (path) => patch(path, 110, 0xffffffff), code: "database-corrupt" },
	{ title: "a text", make: (path) => write(path, "not SQLite, but long enough to have a header ".repeat(10)), code: "database-foreign" },
	{ title: "a FIFO", make: (path) => fifo(path), code: "database-foreign" },
	{ title: "a folder", make: (path) => folderAt(path), code: "database-foreign" },
];

for (const { title, make, code, names = /./ } of DATABASES) {
	test(`database: ${title} is refused in one line`, async (t) => {
		const { database, layout: target } = await setScene(temporaryFolder(t));
		await make(database);

		await refused(["scan", target, "--db", database], code, names);
	});
}

async function refused(args: readonly string[], code: string, names: RegExp): Promise<void> {
	const { status, stdout, stderr, peakBytes } = await measured(args);

	assert.deepEqual([status, stdout], [2, ""], stderr);
	assert.match(stderr, /^plimsoll: error: [^\n]*\n$/);
	assert.equal(rawControlIn(stderr), undefined);
	assert.ok(stderr.endsWith(`[${code}]\n`), stderr);
	assert.match(stderr, names);
	assert.ok(peakBytes > 0 && peakBytes < GIBIBYTE);
}

async function layout(folder: string, fill: (files: LayoutFiles) => LayoutFiles, sabotage: () => void = () => {}): Promise<string> {
	await fill(new LayoutFiles()).writeFolder(folder);
	sabotage();
	return `oci:${folder}`;
}

function dropped(files: LayoutFiles, descriptor: JsonDescriptor): JsonDescriptor {
	files.delete(blobPath(descriptor.digest));
	return descriptor;
}

function altered(files: LayoutFiles, descriptor: JsonDescriptor): JsonDescriptor {
	const path = blobPath(descriptor.digest);
	files.set(path, String(files.get(path)).replace("linux", "Linux").replace("schemaVersion", "schemaversion"));
	return descriptor;
}

function withAlteredConfig(files: LayoutFiles): LayoutFiles {
	const manifest = files.image();
	const { config } = JSON.parse(String(files.get(blobPath(manifest.digest))));
	altered(files, config);
	return files.layout(manifest);
}

function indexes(depth: number): (files: LayoutFiles) => LayoutFiles {
	return (files) => {
		let inner = files.image();
		for (let level = 0; level < depth; level++) inner = files.index([inner]);
		return files.layout(inner);
	};
}

function cyclicIndex(files: LayoutFiles): LayoutFiles {
	const first = files.index([]);
	const second = files.index([first]);
	files.set(
		blobPath(first.digest),
		JSON.stringify({ schemaVersion: 2, manifests: [second] })
			.padEnd(first.size)
			.slice(0, first.size),
	);
	return files.layout({ ...second, mediaType: INDEX });
}

function bomb(): Buffer {
	const header = Buffer.from(new LayoutFiles([["index.json", Buffer.alloc(1)]]).tar().subarray(0, 512));
	header.write("77777777777", 124, "latin1");
	header.write("        ", 148, "latin1");
	const sum = header.reduce((total, byte) => total + byte, 0);
	header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
	return Buffer.concat([gzipSync(header), repeated(gzipSync(Buffer.alloc(1 << 24)), 640)]);
}

function fifo(path: string): string {
	rmSync(path, { force: true });
	execFileSync("mkfifo", [path]);
	return path;
}

function link(path: string, target: string): string {
	symlinkSync(target, path);
	return path;
}

function folderAt(path: string): string {
	rmSync(path);
	mkdirSync(path);
	return path;
}

function write(path: string, content: string | Uint8Array): string {
	writeFileSync(path, content);
	return path;
}

function truncate(path: string, length: number): string {
	truncateSync(path, length);
	return path;
}

function patch(path: string, at: number, value: number): string {
	const bytes = readFileSync(path);
	bytes.writeUInt32BE(value, at);
	return write(path, bytes);
}
