import { field } from "../../formats/value.ts";
import type { Declaration } from "./declared-formats.ts";
import { lockedTables, reportUnresolved } from "./locked-tables.ts";

/**
 * Reads `pylock.toml`, the lock that all installers share.
 *
 * @see https://peps.python.org/pep-0751/
 */
export function readPylock(declaration: Declaration): void {
	for (const table of lockedTables(declaration, "packages")) {
		const version = field(table, "version");
		if (version !== undefined) declaration.declared({ name: field(table, "name"), version });
		else if (field(table, "directory") === undefined) reportUnresolved(declaration, table);
	}
}
