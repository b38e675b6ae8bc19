import type { FileTree } from "@plimsoll/oci";

const LABEL = Buffer.from("\nLicense:");
const NEWLINE = 10;

/** Longer is prose, not the short name of a licence. */
const MAX_LICENSE_BYTES = 256;

/** Copyright files name the same licence over and over; more different ones than this no report can use. */
const MAX_LICENSES = 64;

/** Reads the licences of Debian packages from their machine-readable copyright files; many packages share one by links. */
export class CopyrightFiles {
	readonly #tree: FileTree;
	readonly #read: Map<string, readonly string[]> = new Map();

	constructor(tree: FileTree) {
		this.#tree = tree;
	}

	/** The licences of a package, ordered as they come; empty where its copyright file is missing or only prose. */
	licensesOf(packageName: string): readonly string[] {
		if (packageName.includes("/")) return [];

		const entry = this.#tree.stat(`/usr/share/doc/${packageName}/copyright`);
		if (entry?.kind !== "file") return [];
		let licenses = this.#read.get(entry.path);
		if (licenses === undefined) {
			licenses = licenseNames(this.#tree.content(entry) ?? new Uint8Array());
			this.#read.set(entry.path, licenses);
		}
		return licenses;
	}
}

/**
 * The values of `License:` fields.
 *
 * @see https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
 */
export function licenseNames(bytes: Uint8Array): readonly string[] {
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const names = new Set<string>();
	for (let at = buffer.indexOf(LABEL); at !== -1 && names.size < MAX_LICENSES; at = buffer.indexOf(LABEL, at + LABEL.length)) {
		const start = at + LABEL.length;
		const newline = buffer.indexOf(NEWLINE, start);
		const end = newline === -1 ? buffer.length : newline;
		if (end - start > MAX_LICENSE_BYTES) continue;
		const name = buffer.toString("utf8", start, end).trim();
		if (name !== "") names.add(name);
	}
	return [...names];
}
