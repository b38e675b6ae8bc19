import { OciError } from "../errors.ts";
import { cleanPath, type TarMember } from "../tar/index.ts";
import type { ByteSource } from "./byte-source.ts";
import type { FileSet, StoredFile } from "./file-set.ts";
import { notAFile } from "./regular-file.ts";

/** An archive that was listed. */
export interface ListedArchive {
	readonly path: string;
	readonly bytes: ByteSource;
	/** In the order of the archive. */
	readonly members: readonly TarMember[];
	/** How many links a name may lead through. */
	readonly maxLinks: number;
}

/** The members of a tar. Links are resolved by the names of members; what leads out of the archive leads to nothing. */
export class ArchiveFiles implements FileSet {
	readonly kind = "archive";
	readonly path: string;
	readonly #bytes: ByteSource;
	readonly #maxLinks: number;
	readonly #members = new Map<string, TarMember>();
	readonly #repeated = new Set<string>();

	constructor({ path, bytes, members, maxLinks }: ListedArchive) {
		this.path = path;
		this.#bytes = bytes;
		this.#maxLinks = maxLinks;
		for (const member of members) {
			if (this.#members.has(member.path)) this.#repeated.add(member.path);
			this.#members.set(member.path, member);
		}
	}

	async has(name: string): Promise<boolean> {
		return this.#members.has(cleanName(name));
	}

	async find(name: string): Promise<StoredFile | undefined> {
		const member = this.#resolve(name);
		if (member === undefined) return undefined;

		const path = `${this.path}: ${name}`;
		const { kind, size, offset } = member;
		if (kind !== "file") throw notAFile(path);
		return { path, size, read: (reading) => this.#bytes.read({ offset, length: size }, reading) };
	}

	isAmbiguous(name: string): boolean {
		return this.#repeated.has(cleanName(name));
	}

	close(): Promise<void> {
		return this.#bytes.close();
	}

	#resolve(name: string): TarMember | undefined {
		let at = cleanName(name);
		for (let links = 0; links <= this.#maxLinks; links++) {
			const member = this.#members.get(at);
			const target = member?.linkTarget;
			if (target === undefined) return member;
			// A symlink starts from its own folder, a hard link from the root of the archive.
			const base = member?.kind === "symlink" && !target.startsWith("/") ? at.slice(0, at.lastIndexOf("/") + 1) : "";
			at = cleanName(base + target);
		}
		const problem = `${this.path}: ${name} leads through more than ${this.#maxLinks} links (maxLinks)`;
		throw new OciError("blob-not-a-file", problem, { path: this.path, limit: "maxLinks" });
	}
}

function cleanName(name: string): string {
	return cleanPath(name).slice(1);
}
