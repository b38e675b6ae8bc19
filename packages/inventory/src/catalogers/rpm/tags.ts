/**
 * Tags of a header, as far as they are needed.
 *
 * @see https://rpm-software-management.github.io/rpm/manual/tags.html
 */
export const TAGS = {
	name: 1000,
	version: 1001,
	release: 1002,
	epoch: 1003,
	vendor: 1011,
	license: 1014,
	architecture: 1022,
	/** Whole paths, as packages of the last century have them. */
	oldFileNames: 1027,
	sourceRpm: 1044,
	provideNames: 1047,
	requireNames: 1049,
	/** For each file its folder, as an index into the folders. */
	folderIndexes: 1116,
	baseNames: 1117,
	folders: 1118,
	modularityLabel: 5096,
} as const;

/** All of them. */
export const WANTED_TAGS: ReadonlySet<number> = new Set(Object.values(TAGS));
