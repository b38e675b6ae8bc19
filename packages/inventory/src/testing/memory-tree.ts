import { compareText, type LayerSummary } from "@plimsoll/core";
import type { FileEntry, FileExcerpt, FileTree, TakesExcerpt } from "@plimsoll/oci";

/** A file's content, or a link, or a file with the layer that holds it and its mode (0o644). */
export type MemoryFile =
	| string
	| Uint8Array
	| { readonly link: string }
	| { readonly content: string | Uint8Array; readonly layer?: number; readonly mode?: number };

const MAX_LINKS = 40;

/** A file tree for tests: files by absolute path, folders implied, links followed as a real tree follows them. */
export function memoryTree(
	files: Readonly<Record<string, MemoryFile>>,
	layers: readonly LayerSummary[] = [],
	excerpts?: TakesExcerpt,
): FileTree {
	const entries = new Map<string, FileEntry>();
	const contents = new Map<string, Uint8Array>();
	for (const [path, file] of Object.entries(files)) {
		for (const folder of foldersAbove(path)) entries.set(folder, { path: folder, kind: "directory", size: 0, mode: 0o755 });
		if (typeof file === "object" && "link" in file) {
			entries.set(path, { path, kind: "symlink", size: 0, mode: 0o777, linkTarget: file.link });
			continue;
		}
		const { content, layer, mode = 0o644 } = typeof file === "object" && "content" in file ? file : { content: file };
		const bytes = typeof content === "string" ? Buffer.from(content) : content;
		entries.set(path, { path, kind: "file", size: bytes.length, mode, ...(layer === undefined ? {} : { layer }) });
		contents.set(path, bytes);
	}
	return new MemoryTree(entries, { contents, excerpts: excerptsOf(entries, contents, excerpts) }, layers);
}

function excerptsOf(
	entries: ReadonlyMap<string, FileEntry>,
	contents: ReadonlyMap<string, Uint8Array>,
	takes: TakesExcerpt | undefined,
): readonly FileExcerpt[] {
	return [...entries.values()].flatMap((entry): FileExcerpt[] => {
		const content = contents.get(entry.path);
		const reader = content && takes?.(entry);
		if (content !== undefined) reader?.push(content);
		const bytes = reader?.end();
		return bytes === undefined ? [] : [{ entry, bytes }];
	});
}

interface Kept {
	readonly contents: Map<string, Uint8Array>;
	readonly excerpts: readonly FileExcerpt[];
}

class MemoryTree implements FileTree {
	readonly isSpent: boolean = false;
	readonly layers: readonly LayerSummary[];
	readonly #entries: Map<string, FileEntry>;
	readonly #contents: Map<string, Uint8Array>;
	readonly #excerpts: readonly FileExcerpt[];

	constructor(entries: Map<string, FileEntry>, { contents, excerpts }: Kept, layers: readonly LayerSummary[]) {
		this.#entries = new Map([...entries].sort(([a], [b]) => compareText(a, b)));
		this.#contents = contents;
		this.#excerpts = excerpts;
		this.layers = layers;
	}

	entries(): Iterable<FileEntry> {
		return this.#entries.values();
	}

	kept(): readonly FileEntry[] {
		return [...this.#entries.values()].filter((entry) => this.content(entry) !== undefined);
	}

	excerpts(): readonly FileExcerpt[] {
		return this.#excerpts.toSorted((a, b) => compareText(a.entry.path, b.entry.path));
	}

	lstat(path: string): FileEntry | undefined {
		const folder = this.#resolve(path.slice(0, path.lastIndexOf("/")) || "/");
		if (folder === undefined) return undefined;
		return this.#entries.get(`${folder === "/" ? "" : folder}${path.slice(path.lastIndexOf("/"))}`);
	}

	stat(path: string): FileEntry | undefined {
		const real = this.#resolve(path);
		return real === undefined ? undefined : this.#entries.get(real);
	}

	list(path: string): readonly FileEntry[] {
		const folder = this.#resolve(path);
		if (folder === undefined) return [];
		const prefix = folder === "/" ? "/" : `${folder}/`;
		return [...this.#entries.values()].filter((entry) => entry.path.startsWith(prefix) && !entry.path.slice(prefix.length).includes("/"));
	}

	content(entry: FileEntry): Uint8Array | undefined {
		return this.#contents.get(this.#resolve(entry.path) ?? "");
	}

	/** The real path, or undefined where a part is missing or the links never end. */
	#resolve(path: string): string | undefined {
		let pending = path.split("/").filter(Boolean);
		let real = "";
		for (let links = 0; pending.length > 0; ) {
			const [part = "", ...rest] = pending;
			pending = rest;
			if (part === ".") continue;
			if (part === "..") {
				real = real.slice(0, Math.max(0, real.lastIndexOf("/")));
				continue;
			}
			const entry = this.#entries.get(`${real}/${part}`);
			if (entry === undefined) return undefined;
			if (entry.linkTarget === undefined) {
				real = entry.path;
				continue;
			}
			if (++links > MAX_LINKS) return undefined;
			if (entry.linkTarget.startsWith("/")) real = "";
			pending = [...entry.linkTarget.split("/").filter(Boolean), ...pending];
		}
		return real === "" ? "/" : real;
	}
}

function foldersAbove(path: string): string[] {
	const parts = path.split("/").slice(1, -1);
	return parts.map((_, index) => `/${parts.slice(0, index + 1).join("/")}`);
}
