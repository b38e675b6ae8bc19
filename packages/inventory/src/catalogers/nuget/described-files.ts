/** Which files are already told of by a list beside or above them. */
export class DescribedFiles {
	/** Names in lower case, by the folder of the list. */
	readonly #names: Map<string, Set<string>> = new Map();
	/** Folders that are told of as a whole. */
	readonly #folders: Set<string> = new Set();

	/** @param names in lower case */
	add(folder: string, names: ReadonlySet<string>): void {
		const known = this.#names.getOrInsertComputed(folder, () => new Set());
		for (const name of names) known.add(name);
	}

	addFolder(folder: string): void {
		this.#folders.add(folder);
	}

	has(path: string): boolean {
		const slash = path.lastIndexOf("/");
		const name = path.slice(slash + 1).toLowerCase();
		for (let folder = path.slice(0, slash); ; folder = folder.slice(0, folder.lastIndexOf("/"))) {
			if (this.#folders.has(folder) || this.#names.get(folder)?.has(name) === true) return true;
			if (folder === "") return false;
		}
	}
}
