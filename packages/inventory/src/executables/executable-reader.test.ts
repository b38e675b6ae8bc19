import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits, type Limits } from "@plimsoll/core";
import type { CatalogContext, Cataloger } from "../cataloger.ts";
import { BufferPool } from "../excerpts/buffer-pool.ts";
import { parseExcerpt } from "../excerpts/excerpt.ts";
import { takeExcerpts } from "../excerpts/take-excerpts.ts";
import { takeInventory } from "../take-inventory.ts";
import { memoryTree } from "../testing/memory-tree.ts";
import { writeElf } from "../testing/write-executable.ts";
import { afterMarks, type Executable, sectionOf } from "./executable.ts";

const MARK = Buffer.from("A MARK: ");
const BINARY = writeElf({ sections: [{ name: ".part", bytes: Buffer.from("A MARK: text"), isWritable: true }] });

function cataloger(id: string, excerpt: (executable: Executable) => Uint8Array | undefined, mark?: Uint8Array): Cataloger {
	const executables = { excerpt, ...(mark === undefined ? {} : { mark }) };
	return { id, version: 1, kind: "language", wants: () => false, catalog: () => {}, executables };
}

const bySection = cataloger("section", (executable) => {
	const bytes = sectionOf(executable, ".part");
	return bytes && Uint8Array.from(bytes);
});
const byMark = cataloger(
	"mark",
	(executable) => {
		const [bytes] = afterMarks(executable, MARK);
		return bytes && Uint8Array.from(bytes.subarray(0, 12));
	},
	MARK,
);

interface Take {
	readonly catalogers?: readonly Cataloger[];
	readonly limits?: Partial<Limits>;
	readonly subject?: "image" | "directory";
	readonly pieceSize?: number;
	readonly path?: string;
	readonly mode?: number;
}

function take(bytes: Uint8Array, options: Take = {}): { parts: Record<string, string>; problem: string | undefined } | undefined {
	const { catalogers = [bySection, byMark], limits = {}, subject = "image", pieceSize = 4096, path = "/x", mode = 0o644 } = options;
	const takes = takeExcerpts(catalogers, { subject, limits: { ...defaultLimits(), ...limits } });
	const reader = takes({ path, size: bytes.length, mode });
	if (reader === undefined) return undefined;
	for (let at = 0; at < bytes.length; at += pieceSize) if (!reader.push(Buffer.from(bytes.subarray(at, at + pieceSize)))) break;

	const excerpt = reader.end();
	if (excerpt === undefined) return undefined;
	const { parts, problem } = parseExcerpt(excerpt);
	return { parts: Object.fromEntries([...parts].map(([id, part]) => [id, Buffer.from(part).toString()])), problem };
}

test("every cataloger keeps its own part, however the bytes come", () => {
	for (const pieceSize of [1, 7, 8, 100, 10_000]) {
		assert.deepEqual(take(BINARY, { pieceSize }), { parts: { section: "A MARK: text", mark: "A MARK: text" }, problem: undefined });
	}
});

test("of an executable too large to be held only marks are found; without any it is said", () => {
	const limits = { maxFileBytes: 1000 };

	assert.deepEqual(take(BINARY, { limits }), { parts: { mark: "A MARK: text" }, problem: undefined });
	assert.match(take(BINARY, { limits, catalogers: [bySection] })?.problem ?? "", /^an executable of \d+ bytes; only those up to 1000 /);
	assert.equal(take(Buffer.alloc(5000), { limits }), undefined);
});

test("what is no executable, or too small for one, is given up at once", () => {
	assert.equal(take(Buffer.alloc(5000, "#!/bin/sh\n")), undefined);
	assert.equal(take(BINARY.subarray(0, 4000)), undefined);
	assert.equal(take(BINARY, { catalogers: [] }), undefined);
});

test("of an executable that nobody keeps anything of it is kept that it is one", () => {
	assert.deepEqual(take(writeElf({ sections: [] })), { parts: {}, problem: undefined });
	assert.equal(take(Buffer.concat([Buffer.from("MZ"), Buffer.alloc(5000)])), undefined);
});

test("an executable that UPX has packed is said, unless somebody finds something in it", () => {
	const packed = writeElf({ sections: [{ name: ".x", bytes: Buffer.from("x") }] });
	packed.write("UPX!", 0x100);
	const known = Buffer.from(BINARY);
	known.write("UPX!", 0x200);

	assert.match(take(packed)?.problem ?? "", /UPX has packed/);
	assert.equal(take(known)?.problem, undefined);
});

test("of an executable too large to be held, a cataloger may read all in passing", () => {
	let seen = 0;
	const counting: Cataloger = {
		...cataloger("counting", () => undefined),
		executables: {
			excerpt: () => undefined,
			passing: () => ({
				push: ({ length }) => {
					seen += length;
					return true;
				},
				end: () => Buffer.from(String(seen)),
			}),
		},
	};

	const large = take(BINARY, { catalogers: [counting, byMark], limits: { maxFileBytes: 1000 } });

	assert.deepEqual(large, { parts: { counting: String(BINARY.length), mark: "A MARK: text" }, problem: undefined });
	assert.deepEqual(take(BINARY, { catalogers: [counting] }), { parts: {}, problem: undefined });
});

test("in a folder files are looked at that are executable by mode or name", () => {
	const subject = "directory";
	const looked = (path: string, mode: number): boolean => take(BINARY, { subject, path, mode }) !== undefined;

	assert.deepEqual([looked("/a", 0o755), looked("/a", 0o644), looked("/a.exe", 0o644)], [true, false, true]);
	assert.deepEqual([looked("/lib.so.1.2", 0o644), looked("/lib.so.txt", 0o644), looked("/A.DLL", 0o600)], [true, false, true]);
});

test("a defect in a cataloger costs its part, and is said in the inventory", () => {
	const broken = cataloger("broken", () => {
		throw new TypeError("a defect");
	});
	const seen: string[] = [];
	const watching: Cataloger = {
		...bySection,
		catalog: ({ excerpts, ownerOf }: CatalogContext) => {
			for (const { path, bytes } of excerpts) seen.push(`${path} ${Buffer.from(bytes).toString()} ${ownerOf(path)}`);
		},
	};
	const system: Cataloger = {
		id: "system",
		version: 1,
		kind: "system",
		wants: () => false,
		catalog: ({ own }) => own("pkg:deb/x", "/usr/x"),
	};
	const options = { subject: "image", limits: defaultLimits(), catalogers: [broken, watching, system] } as const;

	const inventory = takeInventory(
		memoryTree({ "/usr/x": BINARY, "/y": { link: "usr/x" } }, [], takeExcerpts(options.catalogers, options)),
		options,
	);

	assert.deepEqual(seen, ["/usr/x A MARK: text pkg:deb/x"]);
	assert.deepEqual(
		inventory.coverage.map(({ code, path }) => [code, path]).filter(([code]) => code !== "operating-system-unknown"),
		[["file-malformed", "/usr/x"]],
	);
});

test("buffers are used again, and few are kept", () => {
	const pool = new BufferPool();
	const first = pool.take(100);
	pool.give(first);

	assert.equal(pool.take(5000), first);
	assert.notEqual(pool.take(100), first);
	pool.give(first);
	assert.ok(pool.take(first.length + 1).length > first.length);
	assert.notEqual(pool.take(100), first);
});

test("a defect of a reader that sees a large executable pass is said as what it costs, though others keep something of it", () => {
	const broken: Cataloger = {
		...byMark,
		id: "broken",
		executables: {
			excerpt: () => undefined,
			passing: () => ({
				push: () => {
					throw new TypeError("a defect");
				},
				end: () => undefined,
			}),
		},
	};
	const options = {
		subject: "image",
		limits: { ...defaultLimits(), maxFileBytes: BINARY.length - 1 },
		catalogers: [broken, byMark],
	} as const;

	const inventory = takeInventory(memoryTree({ "/x": BINARY }, [], takeExcerpts(options.catalogers, options)), options);

	const said = inventory.coverage.filter(({ path }) => path === "/x");
	assert.deepEqual(
		said.map(({ code }) => code),
		["file-malformed"],
	);
});
