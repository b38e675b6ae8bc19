import type { Limits } from "@plimsoll/core";
import type { Parsed } from "../../formats/problem.ts";
import { parseToml } from "../../formats/toml.ts";
import { field, isObject, listOf, textField, type Value } from "../../formats/value.ts";

/** A crate that a lock names. */
export interface LockedCrate {
	readonly name: unknown;
	readonly version: unknown;
	/** Whether a crate of the project itself asks for it; unknown for those themselves. */
	readonly direct: boolean | undefined;
}

/**
 * Reads `Cargo.lock`, versions 1 to 4. They differ in where checksums stand and how a dependency is written: always its name
 * first, then its version where the name is locked in several, then its source where that is not enough.
 */
export function readCargoLock(bytes: Uint8Array, limits: Limits): Parsed<readonly LockedCrate[]> {
	const { value, problem } = parseToml(bytes, limits);
	if (problem !== undefined) return { problem };

	const listed = field(value, "package");
	const root = field(value, "root");
	if (listed !== undefined && !Array.isArray(listed))
		return { problem: { code: "file-malformed", message: "expected [[package]] tables" } };
	// The oldest locks have the project's own crate apart.
	const tables = [...listOf(listed), ...(root === undefined ? [] : [root])].filter(isObject);
	const asked = askedFor(tables);
	return {
		value: tables.map((table) => ({ name: field(table, "name"), version: field(table, "version"), direct: directOf(table, asked) })),
	};
}

/** Crates of the project itself come from no source. */
function isOwn(table: Value): boolean {
	return field(table, "source") === undefined;
}

/** What the project's own crates depend on: `name`, or `name version` where that is said. */
function askedFor(tables: readonly Value[]): ReadonlySet<string> {
	const asked = new Set<string>();
	for (const table of tables.filter(isOwn)) {
		for (const dependency of listOf(field(table, "dependencies"))) {
			if (typeof dependency === "string") asked.add(dependency.split(" ", 2).join(" "));
		}
	}
	return asked;
}

function directOf(table: Value, asked: ReadonlySet<string>): boolean | undefined {
	if (isOwn(table)) return undefined;
	const name = textField(table, "name") ?? "";
	return asked.has(name) || asked.has(`${name} ${textField(table, "version") ?? ""}`);
}
