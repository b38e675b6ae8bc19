import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import fc from "fast-check";
import { directory, file, imageOf, layerOf, opaque, symlink, type TarItem, whiteout } from "../testing/index.ts";
import { readLayers } from "./read-layers.ts";

/** What the model knows of a path: its kind and its text or link target. */
type Leaf = `directory` | `file ${string}` | `symlink ${string}`;

/** What an overlay of layers shows, told in the plainest way: a map of paths, lower layers hidden before a layer is added. */
function overlay(layers: readonly TarItem[][]): Map<string, Leaf> {
	const paths = new Map<string, Leaf>();
	const removeBelow = (path: string): void => {
		for (const known of [...paths.keys()]) if (known.startsWith(`${path}/`)) paths.delete(known);
	};
	for (const layer of layers) {
		for (const { path } of layer) hide(paths, removeBelow, `/${path}`);
		for (const item of layer.filter(({ path }) => !path.includes(".wh."))) {
			const path = `/${item.path.replace(/\/$/, "")}`;
			for (let slash = path.indexOf("/", 1); slash !== -1; slash = path.indexOf("/", slash + 1))
				paths.set(path.slice(0, slash), "directory");
			const leaf = leafOf(item);
			if (leaf !== "directory") removeBelow(path);
			paths.set(path, leaf);
		}
	}
	return paths;
}

function hide(paths: Map<string, Leaf>, removeBelow: (path: string) => void, path: string): void {
	const folder = path.slice(0, path.lastIndexOf("/"));
	const name = path.slice(folder.length + 1);
	if (!name.startsWith(".wh.")) return;
	if (name === ".wh..wh..opq") {
		removeBelow(folder);
		return;
	}
	const hidden = `${folder}/${name.slice(".wh.".length)}`;
	removeBelow(hidden);
	paths.delete(hidden);
}

function leafOf({ type, content, linkTarget }: TarItem): Leaf {
	if (type === "5") return "directory";
	return type === "2" ? `symlink ${linkTarget}` : `file ${content}`;
}

/** Links are only ever the last name of a path, and nothing lies below that name: what lies behind links is umoci's to judge. */
function itemsOf(): fc.Arbitrary<TarItem[]> {
	const folders = fc.array(fc.constantFrom("a", "b"), { maxLength: 3 });
	const path = fc.tuple(folders, fc.constantFrom("a", "b", "c")).map(([above, name]) => [...above, name].join("/"));
	const link = folders.map((above) => [...above, "link"].join("/"));
	const item = fc.oneof(
		fc.tuple(path, fc.string({ maxLength: 3, unit: "grapheme-ascii" })).map(([at, text]) => file(at, text)),
		path.map((at) => directory(at)),
		fc.tuple(link, path).map(([at, target]) => symlink(at, target)),
		fc.oneof(path, link).map(whiteout),
		path.map(opaque),
	);
	return fc.array(item, { minLength: 1, maxLength: 12 });
}

test("any stack of layers is squashed as an overlay shows it, whatever the order within a layer", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(itemsOf(), { minLength: 1, maxLength: 5 }), async (layers) => {
			const image = imageOf(layers.map((items) => layerOf({ tar: items, compression: "none" })));
			const report = (): void => assert.fail("nothing is lost");

			const tree = await readLayers(image, { wants: (path) => !path.endsWith("link"), limits: defaultLimits(), report });

			const squashed = [...tree.entries()].map((entry) => {
				const text = entry.kind === "file" ? Buffer.from(tree.content(entry) ?? [0xff]).toString() : entry.linkTarget;
				return [entry.path, text === undefined ? entry.kind : `${entry.kind} ${text}`];
			});
			assert.deepEqual(
				squashed,
				[...overlay(layers)].sort(([a], [b]) => (a < b ? -1 : 1)),
			);
		}),
		{ numRuns: 200 },
	);
});
