import { existsSync, readdirSync } from "node:fs";
import { ROOT } from "./install.mjs";

const SKIPPED = new Set(["node_modules", "dist", "testdata"]);

/**
 * The files below some folders of the checkout whose path matches, ordered.
 *
 * @param {string[]} folders
 * @param {RegExp} pattern
 * @returns {string[]} paths from the checkout's root
 */
export function findFiles(folders, pattern) {
	return folders
		.filter((folder) => existsSync(ROOT + folder))
		.flatMap((folder) => walk(folder))
		.filter((path) => pattern.test(path))
		.sort();
}

function walk(folder) {
	return readdirSync(ROOT + folder, { withFileTypes: true }).flatMap((entry) => {
		if (SKIPPED.has(entry.name)) return [];
		const path = `${folder}/${entry.name}`;
		return entry.isDirectory() ? walk(path) : [path];
	});
}
