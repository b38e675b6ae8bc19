import type { FileTree } from "@plimsoll/oci";

/**
 * Which packages of the operating system own which files, as far as anybody asks: out of the hundreds of thousands of
 * paths that package databases list, only those whose last part is that of a file in question are looked at more closely.
 *
 * Judged on the squashed tree and by real paths: dpkg lists `/lib/x` where `/lib` is a link to `/usr/lib`.
 */
export class Ownership {
	readonly #tree: FileTree;
	readonly #paths: ReadonlySet<string>;
	readonly #names: ReadonlySet<string>;
	readonly #owners: Map<string, string> = new Map();

	/** @param paths the files in question, as the tree's entries name them */
	constructor(tree: FileTree, paths: ReadonlySet<string>) {
		this.#tree = tree;
		this.#paths = paths;
		this.#names = new Set([...paths].map(nameOf));
	}

	/** Says that a package owns a path. The first owner stays. */
	own(purl: string, path: string): void {
		if (!this.#names.has(nameOf(path))) return;

		const real = this.#paths.has(path) ? path : this.#tree.stat(path)?.path;
		if (real !== undefined && this.#paths.has(real) && !this.#owners.has(real)) this.#owners.set(real, purl);
	}

	ownerOf(path: string): string | undefined {
		return this.#owners.get(path);
	}
}

function nameOf(path: string): string {
	return path.slice(path.lastIndexOf("/") + 1);
}
