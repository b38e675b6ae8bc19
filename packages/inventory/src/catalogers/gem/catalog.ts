import type { CatalogContext } from "../../cataloger.ts";
import { fileName } from "../../file-name.ts";
import { comesWithRuby } from "./bundled-gems.ts";
import { GemIndex } from "./gem-index.ts";
import { gemPurl } from "./gem-package.ts";
import { isLock } from "./gemfile-lock.ts";
import { foundInstalled, type InstalledGem, readInstalled } from "./installed.ts";
import { addLocked } from "./locked.ts";

/**
 * Finds gems.
 *
 * Installed: every gem with a specification, wherever it lies; those that come with Ruby among them.
 *
 * Locked: in a folder, lock files are evidence of their own. In an image they count only where no gem is installed but those
 * that come with Ruby or that the operating system owns: gems have no fixed place relative to the project that locks them, so
 * that one gem anywhere means that the image was installed into, and what is installed tells the truth. An image that carries
 * only the lock, to install at start, is told by the lock. A lock that a package of the operating system brings along says
 * how that package is developed, and never counts in an image.
 */
export function catalogGems(context: CatalogContext): void {
	const isInstalledInto = addInstalled(context) && context.subject === "image";
	for (const file of context.files) {
		if (!isLock(file.path) || isInstalledInto) continue;
		if (context.subject === "directory" || context.ownerOf(file.path) === undefined) addLocked(context, file);
	}
}

/** @returns whether a gem was installed for the image's own sake */
function addInstalled(context: CatalogContext): boolean {
	const gems = context.files.flatMap((file) => (isLock(file.path) ? [] : (readInstalled(context, file) ?? [])));
	const index = new GemIndex();
	for (const { home, spec } of gems) {
		const exact = `${spec.name} ${spec.version}`;
		index.add(gemPurl(spec) ?? "", `${home} ${spec.name}`, `${home} ${exact}`, `${spec.name}`, exact);
	}

	let own = false;
	for (const gem of gems) {
		const found = foundInstalled(gem, neededBy(gem, index));
		if (found === undefined) continue;
		context.add(found);
		for (const folder of foldersOf(gem)) context.cover(folder);
		own ||= !comesWithRuby(gem.path, found.name) && context.ownerOf(gem.path) === undefined;
	}
	return own;
}

/** Where a gem's own files are, and what was compiled of it. */
function foldersOf({ home, path }: InstalledGem): readonly string[] {
	if (!path.startsWith(`${home}/specifications/`)) return [path.slice(0, path.lastIndexOf("/"))];
	return [`${home}/gems/${fileName(path).replace(/\.gemspec$/, "")}`, `${home}/extensions`];
}

/** Those of the same place before those of others. */
function neededBy({ home, spec }: InstalledGem, index: GemIndex): readonly string[] {
	return spec.dependencies.flatMap(({ name, exactly }) => {
		const text = exactly === undefined ? name : `${name} ${exactly}`;
		return index.find(`${home} ${text}`, text);
	});
}
