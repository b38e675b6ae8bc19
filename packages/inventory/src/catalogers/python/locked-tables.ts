import { problemEntry } from "../../formats/problem.ts";
import { parseToml } from "../../formats/toml.ts";
import { field, isObject, textField, type Value } from "../../formats/value.ts";
import type { Declaration } from "./declaration.ts";

/** A lock in TOML. */
export interface LockedTables {
	/** The document; empty where it cannot be read. */
	readonly lock: unknown;
	readonly tables: readonly Value[];
}

/** The tables of one name in a TOML lock (`[[package]]`); a coverage entry and none where the file cannot be read. */
export function lockedTables(declaration: Declaration, name: string): LockedTables {
	const { path, bytes, limits } = declaration;
	const { value, problem } = parseToml(bytes, limits);
	const tables = field(value, name);
	if (Array.isArray(tables)) return { lock: value, tables: tables.filter(isObject) };

	// A lock of no packages has no table; any other file of this name would.
	if (problem !== undefined) declaration.report(problemEntry(path, problem));
	else if (tables !== undefined) declaration.report(problemEntry(path, { code: "file-malformed", message: `expected [[${name}]] tables` }));
	return { lock: value, tables: [] };
}

/** Says that a lock names a package but not its version, as it does for code from git or an address. */
export function reportUnresolved(declaration: Declaration, table: Value): void {
	const { path } = declaration;
	const message = `${path}: ${textField(table, "name") ?? "a package"} comes from an address that does not say its version`;
	declaration.report({ code: "version-unresolved", message, path });
}
