import type { ExcerptReader } from "@plimsoll/oci";
import type { PassingFile } from "../../cataloger.ts";
import { problemEntry } from "../../formats/problem.ts";
import { parseToml } from "../../formats/toml.ts";
import { field, listOf } from "../../formats/value.ts";
import { decodeText } from "../../text/decode.ts";
import type { Declaration } from "./declaration.ts";
import { readRequirement } from "./requirement-line.ts";
import { readSibling } from "./sibling.ts";
import { takeRequirement } from "./take-requirement.ts";

const MARK = "# /// script";
const END = "# ///";

/** Where the mark has to be, to be found: scripts have it at their top, below a licence at most. */
const HEAD_BYTES = 4096;
/** What is kept from the start of a script with a mark. */
const MAX_KEPT_BYTES = 64 * 1024;

/** Python's own modules, and what is installed. */
const LIBRARIES = /\/(?:lib\/python[\d.]*|site-packages|dist-packages|node_modules)\//;

const NOTHING: Buffer = Buffer.alloc(0);

/** Reads the heads of Python programs that pass by. In a folder too: a script is small, and who has one wants it looked at. */
export function readScriptHead({ file }: PassingFile): ExcerptReader | undefined {
	return file.path.endsWith(".py") && !LIBRARIES.test(file.path) ? new ScriptHeadReader() : undefined;
}

class ScriptHeadReader implements ExcerptReader {
	#kept = NOTHING;
	#limit = HEAD_BYTES;

	push(bytes: Uint8Array): boolean {
		const room = this.#limit - this.#kept.length;
		this.#kept = Buffer.concat([this.#kept, bytes.subarray(0, room)]);
		if (this.#limit === HEAD_BYTES && this.#kept.includes(MARK)) {
			this.#limit = MAX_KEPT_BYTES;
			this.#kept = Buffer.concat([this.#kept, bytes.subarray(room, room + MAX_KEPT_BYTES - HEAD_BYTES)]);
		}
		return this.#kept.length < this.#limit;
	}

	end(): Uint8Array | undefined {
		return this.#limit === HEAD_BYTES ? undefined : this.#kept;
	}
}

/**
 * Reads what a script asks for in a comment at its head: what is pinned is declared, what is not is said. Neither where a lock
 * beside the script resolves it.
 *
 * @see https://packaging.python.org/en/latest/specifications/inline-script-metadata/
 */
export function readScriptMetadata(declaration: Declaration): void {
	const { path, bytes, limits } = declaration;
	const block = commentBlock(decodeText(bytes));
	if (block === undefined || readSibling(declaration, `${path.slice(path.lastIndexOf("/") + 1)}.lock`) !== undefined) return;

	const { value, problem } = parseToml(Buffer.from(block), limits);
	if (problem !== undefined) {
		declaration.report(problemEntry(path, { ...problem, message: `its script metadata: ${problem.message}` }));
		return;
	}
	for (const line of listOf(field(value, "dependencies"))) {
		if (typeof line === "string") takeRequirement(declaration, readRequirement(line.trim()), { direct: true, development: false });
	}
}

/** The TOML in a comment of the kind: between the mark and the last line that ends one, every line behind a `#`. */
function commentBlock(text: string): string | undefined {
	const lines = text.split(/\r?\n/);
	const start = lines.indexOf(MARK);
	if (start === -1) return undefined;

	const rest = lines.slice(start + 1);
	const stop = rest.findIndex((line) => line !== "#" && !line.startsWith("# "));
	const block = stop === -1 ? rest : rest.slice(0, stop);
	const end = block.lastIndexOf(END);
	return end === -1
		? undefined
		: block
				.slice(0, end)
				.map((line) => line.slice(2))
				.join("\n");
}
