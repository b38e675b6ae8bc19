import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { type BothViews, bothViews } from "../testing/both-views.ts";
import { directory, file, hardLink, opaque, symlink, type TarItem, whiteout, writeLayout } from "../testing/index.ts";
import { requireTool } from "../testing/require-tool.ts";

const STACKS = 60;
const umoci = requireTool("umoci");

test("random stacks of layers are squashed as umoci unpacks them", { skip: umoci }, async () => {
	const seen = new Set<string>();
	let accepted = 0;

	await fc.assert(
		fc.asyncProperty(stackOf(), async (layers) => {
			const both = await bothWays(layers);
			if (both === undefined) return;

			const { unpacked, squashed, coverage } = both;
			accepted++;
			for (const line of squashed) seen.add(line.split(" ")[1] ?? "");
			assert.deepEqual(squashed, unpacked);
			assert.deepEqual(
				coverage.filter(({ code }) => code !== "link-loop" && code !== "file-unreadable"),
				[],
			);
		}),
		{ numRuns: STACKS },
	);

	assert.ok(accepted >= STACKS / 4, `umoci unpacked only ${accepted} of ${STACKS} stacks`);
	assert.deepEqual([...seen].sort(), ["directory", "file", "other", "symlink"]);
});

/** Both views of one image; undefined where umoci refuses it, such as a path below a file. */
async function bothWays(layers: TarItem[][]): Promise<BothViews | undefined> {
	const folder = mkdtempSync(join(tmpdir(), "plimsoll-tree-"));
	try {
		const layout = join(folder, "layout");
		await writeLayout(layout, { layers: layers.map((tar) => ({ tar })), tag: "test" });
		return await bothViews(`${layout}:test`, { bundle: join(folder, "bundle"), wants: () => true });
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const PLAIN = fc.constantFrom("a", "b", "c");
const LINKING = fc.constantFrom("s", "t");
const ANY = fc.oneof(PLAIN, LINKING);

/**
 * Layers of few names, so that they collide; parents sometimes implied. Whiteouts come anywhere in a layer where nothing is a
 * link. With links they come first and not below a link: else umoci, which goes strictly by order, and the specification, by
 * which they are about lower layers wherever they stand, part ways.
 */
function stackOf(): fc.Arbitrary<TarItem[][]> {
	return fc.array(fc.array(madeItem(), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 5 }).map((layers) => {
		const hasLinks = layers.flat().some(({ linkTarget }) => linkTarget !== undefined);
		const ordered = hasLinks ? layers.map((layer) => layer.toSorted((a, b) => Number(isWhiteout(b)) - Number(isWhiteout(a)))) : layers;
		return withoutRefused(ordered);
	});
}

/** Leaves out most of what makes umoci refuse a layer: paths below a file, and hard links to nothing. */
function withoutRefused(layers: TarItem[][]): TarItem[][] {
	const files = new Set<string>();
	return layers.map((layer) =>
		layer.filter((item) => {
			const path = item.path.replace(/\/$/, "");
			if ([...files].some((known) => path.startsWith(`${known}/`))) return false;
			if (item.type === "1" && !files.has(item.linkTarget ?? "")) return false;
			if (item.type === "2" || item.type === "5") files.delete(path);
			else if (!isWhiteout(item)) files.add(path);
			return true;
		}),
	);
}

function madeItem(): fc.Arbitrary<TarItem> {
	const path = pathOf(ANY, ANY);
	const target = fc.oneof(
		path,
		path.map((text) => `/${text}`),
		path.map((text) => `../${text}`),
		fc.constant("."),
	);
	const text = fc.string({ maxLength: 5, unit: "grapheme-ascii" });
	return fc.oneof(
		{ weight: 4, arbitrary: fc.tuple(path, text, fc.constantFrom(0o644, 0o755, 0o600, 0o4755)).map((of) => file(...of)) },
		{ weight: 3, arbitrary: fc.tuple(path, fc.constantFrom(0o755, 0o700, 0o1777)).map((of) => directory(...of)) },
		{ weight: 3, arbitrary: fc.tuple(pathOf(PLAIN, LINKING), target).map((of) => symlink(...of)) },
		{ weight: 1, arbitrary: path.map((at): TarItem => ({ path: at, type: "6", mode: 0o600 })) },
		{ weight: 3, arbitrary: fc.tuple(path, pathOf(ANY, PLAIN)).map((of) => hardLink(...of)) },
		{ weight: 2, arbitrary: fc.tuple(pathOf(ANY, LINKING), path).map((of) => hardLink(...of)) },
		{ weight: 2, arbitrary: pathOf(PLAIN, ANY).map(whiteout) },
		{ weight: 1, arbitrary: pathOf(PLAIN, PLAIN).map(opaque) },
	);
}

function pathOf(folder: fc.Arbitrary<string>, last: fc.Arbitrary<string>): fc.Arbitrary<string> {
	return fc.tuple(fc.array(folder, { maxLength: 2 }), last).map(([folders, name]) => [...folders, name].join("/"));
}

function isWhiteout({ path }: TarItem): boolean {
	return path.includes(".wh.");
}
