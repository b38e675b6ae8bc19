import assert from "node:assert/strict";
import { defaultLimits, type Limits } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import type { TarEntry, TarProblem } from "../tar/tar-entry.ts";
import { type BodyUse, TarParser } from "../tar/tar-parser.ts";

/** All that a tar gave. */
export interface Parsed {
	readonly entries: TarEntry[];
	readonly contents: (string | undefined)[];
	readonly problems: TarProblem[];
	readonly error: OciError | undefined;
}

/** Reads a tar from memory, keeping the content of every file; `cuts` are where its chunks end. */
export function parseTar(bytes: Uint8Array, limits: Limits = defaultLimits(), cuts: readonly number[] = []): Parsed {
	const entries: TarEntry[] = [];
	const contents: (string | undefined)[] = [];
	const problems: TarProblem[] = [];
	const handler = {
		entry: (entry: TarEntry) => (entries.push(entry) > 0 && entry.kind === "file" ? "keep" : "skip") as BodyUse,
		content: (content: Uint8Array | undefined) => void contents.push(content && Buffer.from(content).toString("latin1")),
		pass: () => false,
		passed: () => {},
		ignored: (problem: TarProblem) => void problems.push(problem),
	};
	const parser = new TarParser(handler, limits);
	try {
		let at = 0;
		for (const cut of [...cuts, bytes.length]) {
			parser.push(bytes.subarray(at, cut));
			at = cut;
		}
		parser.end();
		return { entries, contents, problems, error: undefined };
	} catch (error) {
		assert.ok(error instanceof OciError, String(error));
		return { entries, contents, problems, error };
	}
}
