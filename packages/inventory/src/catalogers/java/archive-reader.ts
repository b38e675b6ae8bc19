import type { Limits } from "@plimsoll/core";
import type { ExcerptReader } from "@plimsoll/oci";
import type { PassingFile } from "../../cataloger.ts";
import { HeldFile } from "../../excerpts/held-file.ts";
import { excerptArchive, type KeptProblem, unreadArchive } from "./archive-excerpt.ts";
import { writeArchiveExcerpt } from "./archive-excerpt-json.ts";
import { type ArchiveKind, archiveKind, beginsZip } from "./archive-kind.ts";
import { runtimeReader } from "./runtime-modules.ts";

const MAGIC_BYTES = 4;

/** Looks into an archive while it passes, told by its name, or into the modules of a Java runtime; undefined for other files. */
export function archiveReader(passing: PassingFile): ExcerptReader | undefined {
	const { file, limits, pool } = passing;
	const kind = archiveKind(file.path);
	if (kind === undefined) return runtimeReader(passing);
	const isHeld = file.size <= limits.maxArchiveFileBytes;
	return isHeld ? new ArchiveReader(new HeldFile(pool, file.size), kind, limits) : new LargeArchiveReader(file.size, kind, limits);
}

/** Holds an archive as a whole, gives its excerpt and lets it go. */
class ArchiveReader implements ExcerptReader {
	readonly #held: HeldFile;
	readonly #kind: ArchiveKind;
	readonly #limits: Limits;

	constructor(held: HeldFile, kind: ArchiveKind, limits: Limits) {
		this.#held = held;
		this.#kind = kind;
		this.#limits = limits;
	}

	push(bytes: Uint8Array): boolean {
		this.#held.push(bytes);
		return isWanted(this.#kind, this.#held.bytes());
	}

	end(): Uint8Array | undefined {
		try {
			const excerpt = excerptArchive(this.#held.bytes(), this.#kind, this.#limits);
			const isEmpty = excerpt.archives.length === 0 && excerpt.problems.length === 0;
			return isEmpty ? undefined : writeArchiveExcerpt(excerpt);
		} finally {
			this.#held.release();
		}
	}

	unread(): Uint8Array | undefined {
		this.#held.release();
		return this.#kind === "java"
			? writeArchiveExcerpt(unreadArchive({ code: "file-unreadable", message: "it could not be read" }))
			: undefined;
	}
}

/** Sees of an archive that is too large to be held whether it is one. */
class LargeArchiveReader implements ExcerptReader {
	readonly #kind: ArchiveKind;
	readonly #problem: Omit<KeptProblem, "path">;
	#head = Buffer.alloc(0);

	constructor(size: number, kind: ArchiveKind, { maxArchiveFileBytes }: Limits) {
		this.#kind = kind;
		const code = kind === "wrapper" ? "archive-unread" : "file-limit";
		const message = `has ${size} bytes; archives of more than ${maxArchiveFileBytes} are not looked into`;
		this.#problem = { code, message, limit: "maxArchiveFileBytes" };
	}

	push(bytes: Uint8Array): boolean {
		this.#head = Buffer.concat([this.#head, bytes.subarray(0, MAGIC_BYTES)]);
		return this.#head.length < MAGIC_BYTES;
	}

	end(): Uint8Array | undefined {
		return isWanted(this.#kind, this.#head) ? writeArchiveExcerpt(unreadArchive(this.#problem)) : undefined;
	}

	unread(): Uint8Array | undefined {
		return writeArchiveExcerpt(unreadArchive(this.#problem));
	}
}

/** Files that only have the name of an archive are told by their first bytes. */
function isWanted(kind: ArchiveKind, begin: Uint8Array): boolean {
	return kind === "java" || begin.length < MAGIC_BYTES || beginsZip(begin);
}
