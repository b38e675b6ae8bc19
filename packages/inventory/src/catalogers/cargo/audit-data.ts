import type { Limits } from "@plimsoll/core";
import { type Executable, sectionOf } from "../../executables/executable.ts";
import { inflatedZlib } from "../../executables/inflated-section.ts";
import { parseJson } from "../../formats/json.ts";
import type { Parsed } from "../../formats/problem.ts";
import { field, listOf, textField } from "../../formats/value.ts";

/** The same name in every format. */
const SECTION = ".dep-v0";
/** Compressed; a program of 1,000 crates has 20 KB. */
const MAX_STORED_BYTES = 1024 * 1024;
const MAX_BYTES = 16 * 1024 * 1024;

/** A crate that an executable was built of. */
export interface AuditedCrate {
	readonly name: unknown;
	readonly version: unknown;
	readonly isRuntime: boolean;
	/** Whether the crate that was built asks for it itself. */
	readonly direct: boolean | undefined;
	/** Where in the list the crates are that it needs. */
	readonly needs: readonly unknown[];
}

/**
 * What `cargo auditable` put into an executable, still compressed.
 *
 * @see https://github.com/rust-secure-code/cargo-auditable/blob/master/PARSING.md
 */
export function auditSectionOf(executable: Executable): Uint8Array | undefined {
	return sectionOf(executable, SECTION)?.subarray(0, MAX_STORED_BYTES);
}

/** Reads the crates of such data. */
export function readAuditData(bytes: Uint8Array, limits: Limits): Parsed<readonly AuditedCrate[]> {
	const inflated = inflatedZlib(bytes, MAX_BYTES);
	if (inflated === undefined) {
		return { problem: { code: "file-malformed", message: `its section ${SECTION} is no zlib data of at most ${MAX_BYTES} bytes` } };
	}
	const { value, problem } = parseJson(inflated, limits);
	if (problem !== undefined) return { problem: { ...problem, message: `its section ${SECTION}: ${problem.message}` } };

	const packages = listOf(field(value, "packages"));
	const root = packages.find((one) => field(one, "root") === true);
	const asked = new Set(listOf(field(root, "dependencies")));
	return { value: packages.map((one, index) => crateOf(one, root === undefined || one === root ? undefined : asked.has(index))) };
}

function crateOf(one: unknown, direct: boolean | undefined): AuditedCrate {
	const kind = textField(one, "kind") ?? "runtime";
	return {
		name: field(one, "name"),
		version: field(one, "version"),
		isRuntime: kind === "runtime",
		direct,
		needs: listOf(field(one, "dependencies")),
	};
}
