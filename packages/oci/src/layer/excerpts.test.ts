import assert from "node:assert/strict";
import { test } from "node:test";
import { type CoverageCode, defaultLimits, type Limits } from "@plimsoll/core";
import { directory, file, layerOf, type TarItem, tar } from "../testing/index.ts";
import { analyseLayer } from "./analyse-layer.ts";
import type { FileHeading, TakesExcerpt } from "./excerpts.ts";

const ITEMS = [directory("bin"), file("bin/tool", `MAGIC${"x".repeat(100_000)}`, 0o755), file("etc", "plain"), file("last", "MAGIC")];

/** Notes the sizes of files that begin with MAGIC; of others it wants no more. */
const takesMagic: TakesExcerpt = () => {
	let head = "";
	let size = 0;
	return {
		push: (bytes) => {
			head = (head + Buffer.from(bytes).toString("latin1")).slice(0, 5);
			size += bytes.length;
			return "MAGIC".startsWith(head);
		},
		end: () => ("MAGIC".startsWith(head) ? Buffer.from(String(size)) : undefined),
	};
};

interface Excerpts {
	readonly taken: [path: string, text: string][];
	readonly codes: CoverageCode[];
	readonly kept: string[];
}

async function excerptsOf(
	items: readonly TarItem[],
	excerpts: TakesExcerpt,
	options: { limits?: Partial<Limits>; keeps?: (path: string) => boolean; chunkSize?: number } = {},
): Promise<Excerpts> {
	const { limits, keeps = () => false, chunkSize } = options;
	const layer = layerOf({ tar: tar(items), compression: "none" }, {}, chunkSize);
	const analysis = await analyseLayer(layer, { limits: { ...defaultLimits(), ...limits }, keeps, excerpts });
	const pathAt = (index: number): string => analysis.entries.paths[index] ?? "";
	return {
		taken: [...analysis.excerpts].map(([index, bytes]) => [pathAt(index), Buffer.from(bytes).toString()]),
		codes: analysis.coverage.map(({ code }) => code),
		kept: [...analysis.contents.keys()].map(pathAt),
	};
}

test("excerpts are taken in passing, however the bytes come", async () => {
	for (const chunkSize of [1, 7, 512, 1_000_000]) {
		const { taken, codes, kept } = await excerptsOf(ITEMS, takesMagic, { chunkSize });

		assert.deepEqual(
			[taken, codes, kept],
			[
				[
					["/bin/tool", "100005"],
					["/last", "5"],
				],
				[],
				[],
			],
		);
	}
});

test("a file can be kept and have an excerpt", async () => {
	const { taken, kept } = await excerptsOf(ITEMS, takesMagic, { keeps: (path) => path !== "/last" });

	assert.deepEqual(
		[taken.map(([path]) => path), kept],
		[
			["/bin/tool", "/last"],
			["/bin/tool", "/etc"],
		],
	);
});

test("a file larger than may be kept still has an excerpt", async () => {
	const { taken } = await excerptsOf(ITEMS, takesMagic, { limits: { maxFileBytes: 10 } });

	assert.deepEqual(taken[0], ["/bin/tool", "100005"]);
});

test("a reader is asked for by path, size and mode, of regular files only", async () => {
	const headings: FileHeading[] = [];

	await excerptsOf(ITEMS, (heading) => void headings.push(heading));

	assert.deepEqual(headings, [
		{ path: "/bin/tool", size: 100_005, mode: 0o755 },
		{ path: "/etc", size: 5, mode: 0o644 },
		{ path: "/last", size: 5, mode: 0o644 },
	]);
});

test("the excerpt of a sparse file is of the file, not of what is stored", async () => {
	const sparse: TarItem = {
		...file("sparse", "MAGIC"),
		pax: { "GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.size": "20", "GNU.sparse.map": "0,5" },
	};

	const { taken, kept } = await excerptsOf([sparse], takesMagic);

	assert.deepEqual([taken, kept], [[["/sparse", "20"]], []]);
});

test("a sparse file larger than may be held has what its reader keeps of a file that it did not see", async () => {
	const sparse: TarItem = { ...file("sparse", "MAGIC"), pax: { "GNU.sparse.size": "20", "GNU.sparse.map": "0,5" } };
	const takes: TakesExcerpt = () => ({ push: () => true, end: () => undefined, unread: () => Buffer.from("unread") });

	const { taken } = await excerptsOf([sparse, file("other", "x")], takes, { limits: { maxFileBytes: 10 } });

	assert.deepEqual(taken, [["/sparse", "unread"]]);
});

test("excerpts that do not fit are given up and said", async () => {
	const { taken, codes } = await excerptsOf(ITEMS, takesMagic, { limits: { maxKeptBytes: 6 } });

	assert.deepEqual([taken.length, codes], [1, ["file-limit"]]);
});

test("a layer that breaks off gives no excerpt of the file it breaks off in", async () => {
	const whole = tar(ITEMS);
	const layer = layerOf({ tar: whole, blob: whole.subarray(0, 50_000) });

	const analysis = await analyseLayer(layer, { limits: defaultLimits(), keeps: () => false, excerpts: takesMagic });

	assert.deepEqual([analysis.excerpts.size, analysis.coverage.map(({ code }) => code)], [0, ["layer-corrupt"]]);
});
