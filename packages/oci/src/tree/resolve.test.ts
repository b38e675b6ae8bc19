import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Inode, impliedFolder, pathOf } from "./node.ts";
import { NodeTree } from "./node-tree.ts";
import { openFolder } from "./open-folder.ts";
import { resolve } from "./resolve.ts";

function treeOf(links: Readonly<Record<string, string>>, folders: readonly string[] = []): NodeTree {
	const tree = new NodeTree(1000);
	for (const folder of folders) openFolder(tree, folder, 40);
	for (const [path, linkTarget] of Object.entries(links)) {
		const slash = path.lastIndexOf("/");
		const opened = openFolder(tree, path.slice(0, slash), 40);
		assert.ok(typeof opened === "object");
		const inode: Inode = { ...impliedFolder(), kind: "symlink", linkTarget };
		tree.put(opened.folder, path.slice(slash + 1), inode, 0);
	}
	return tree;
}

function follow(tree: NodeTree, path: string, followsLast = true): string {
	const found = resolve(tree, path, { maxLinks: 40, followsLast });
	return typeof found === "string" ? found : pathOf(found);
}

test("links absolute, relative and one after another are followed inside the root", () => {
	const tree = treeOf({ "/lib": "usr/lib", "/usr/lib/up": "../..", "/abs": "/usr/../usr/lib", "/out": "../../../usr", "/chain": "abs" }, [
		"/usr/lib",
	]);

	assert.equal(follow(tree, "/lib"), "/usr/lib");
	assert.equal(follow(tree, "/lib", false), "/lib");
	assert.equal(follow(tree, "/lib/", false), "/usr/lib");
	assert.equal(follow(tree, "/lib/up/lib/../.."), "/");
	assert.equal(follow(tree, "/abs"), "/usr/lib");
	assert.equal(follow(tree, "/out"), "/usr");
	assert.equal(follow(tree, "/chain/."), "/usr/lib");
	assert.equal(follow(tree, "/../../lib"), "/usr/lib");
	assert.equal(follow(tree, "/nowhere/x"), "missing");
});

test("links without an end are told from links to nothing, and the limit is exact", () => {
	const chain = Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`/l${index}`, `l${index + 1}`]));
	const tree = treeOf({ ...chain, "/a": "b", "/b": "a", "/self": "self/x", "/empty": "" }, ["/l41"]);

	assert.equal(follow(tree, "/a"), "loop");
	assert.equal(follow(tree, "/self"), "loop");
	assert.equal(follow(tree, "/l0"), "loop");
	assert.equal(follow(tree, "/l1"), "/l41");
	assert.equal(follow(tree, "/empty"), "missing");
});

test("whatever the links, following ends and stays inside", () => {
	const text = fc.array(fc.constantFrom("a", "b", "..", ".", "", "c"), { maxLength: 5 }).map((parts) => parts.join("/"));

	fc.assert(
		fc.property(fc.dictionary(fc.constantFrom("/a", "/b", "/c"), text), text, (links, path) => {
			const found = follow(treeOf(links), path);

			assert.ok(found === "missing" || found === "loop" || found.startsWith("/"));
			assert.doesNotMatch(found, /\/\.\.?(?:\/|$)/);
		}),
	);
});
