import { field, listOf, textField, type Value } from "../../formats/value.ts";
import type { Declaration } from "./declared-formats.ts";
import { lockedTables } from "./locked-tables.ts";

/** Reads `poetry.lock`. Poetry up to 1.4 and from 2.0 on says which groups a package is needed for. */
export function readPoetryLock(declaration: Declaration): void {
	for (const table of lockedTables(declaration, "package")) {
		if (textField(field(table, "source"), "type") === "directory") continue;
		declaration.declared({ name: field(table, "name"), version: field(table, "version"), development: isDevelopment(table) });
	}
}

function isDevelopment(table: Value): boolean | undefined {
	const category = textField(table, "category");
	if (category !== undefined) return category === "dev";

	const groups = listOf(field(table, "groups"));
	return groups.length === 0 ? undefined : !groups.includes("main");
}
