import type { Limits } from "@plimsoll/core";
import type { ExcerptReader } from "@plimsoll/oci";
import type { PassingFile } from "../cataloger.ts";
import type { Parsed, Problem } from "../formats/problem.ts";
import { field, textField } from "../formats/value.ts";
import { ArchiveBudget } from "../zip/archive-budget.ts";
import { readDirectory } from "../zip/directory.ts";
import { readEntry } from "../zip/read-entry.ts";
import { HeldFile } from "./held-file.ts";

/** What is kept of a file in an archive; metadata of packages is shorter, but for prose at its end. */
const MAX_KEPT_BYTES = 256 * 1024;

/** A file out of an archive that passed by. */
export interface ArchivedFile {
	/** Its path inside the archive. */
	readonly name: string;
	/** Not more than so much of it as metadata has. */
	readonly bytes: Uint8Array;
}

/**
 * Looks for one file in a zip that passes by, which is held for as long. What comes of it is read by
 * {@link parseArchivedFile}.
 *
 * @param wants tells by its path inside the archive whether it is the file; the first one counts
 */
export function archivedFileReader(passing: PassingFile, wants: (name: string) => boolean): ExcerptReader {
	return new ArchivedFileReader(passing, wants);
}

/** The file that was found, or why there is none. */
export function parseArchivedFile(excerpt: Uint8Array): Parsed<ArchivedFile> {
	const value: unknown = JSON.parse(Buffer.from(excerpt).toString());
	const name = textField(value, "name");
	if (name === undefined) return { problem: field(value, "problem") as Problem };
	return { value: { name, bytes: Buffer.from(textField(value, "content") ?? "", "base64") } };
}

class ArchivedFileReader implements ExcerptReader {
	readonly #limits: Limits;
	readonly #wants: (name: string) => boolean;
	readonly #held: HeldFile | undefined;
	readonly #size: number;

	constructor({ file, pool, limits }: PassingFile, wants: (name: string) => boolean) {
		this.#limits = limits;
		this.#wants = wants;
		this.#size = file.size;
		this.#held = file.size > limits.maxArchiveFileBytes ? undefined : new HeldFile(pool, file.size);
	}

	push(bytes: Uint8Array): boolean {
		this.#held?.push(bytes);
		return this.#held !== undefined;
	}

	end(): Uint8Array {
		try {
			const { value, problem } = this.#find();
			return encode(problem === undefined ? encodable(value) : { problem });
		} finally {
			this.#held?.release();
		}
	}

	unread(): Uint8Array {
		this.#held?.release();
		return encode({ problem: { code: "file-unreadable", message: "it could not be read" } });
	}

	#find(): Parsed<ArchivedFile> {
		if (this.#held === undefined) {
			const limit = this.#limits.maxArchiveFileBytes;
			const message = `it has ${this.#size} bytes; archives of more than ${limit} are not looked into`;
			return { problem: { code: "file-limit", message, limit: "maxArchiveFileBytes" } };
		}
		const budget = new ArchiveBudget(this.#limits);
		const zip = this.#held.bytes();
		const { value: directory, problem } = readDirectory(zip, budget, this.#wants);
		if (directory === undefined) return { problem };
		const [entry] = directory.entries;
		if (entry === undefined) {
			return { problem: directory.problems[0] ?? { code: "file-malformed", message: "the file that says what it is of is not in it" } };
		}
		const content = readEntry(zip, entry, budget);
		if (content.value === undefined) return { problem: { ...content.problem, message: `${entry.name} ${content.problem.message}` } };
		return { value: { name: entry.name, bytes: content.value.subarray(0, MAX_KEPT_BYTES) } };
	}
}

function encode(value: object): Uint8Array {
	return Buffer.from(JSON.stringify(value));
}

function encodable({ name, bytes }: ArchivedFile): { readonly name: string; readonly content: string } {
	return { name, content: Buffer.from(bytes).toString("base64") };
}
