import { field, listOf, textField, type Value } from "../../formats/value.ts";
import { archiveHashes } from "./archive-hash.ts";
import type { Declaration } from "./declaration.ts";
import { LockedDistributions } from "./locked-distributions.ts";
import { lockedTables, reportUnresolved } from "./locked-tables.ts";
import { vcsUrlOf } from "./vcs-url.ts";

/**
 * Reads `pylock.toml`, the lock that all installers share. It is of one set of groups and extras, and so says neither what is
 * direct nor what is for development.
 *
 * @see https://peps.python.org/pep-0751/
 */
export function readPylock(declaration: Declaration): void {
	const { tables } = lockedTables(declaration, "packages");
	const locked = new LockedDistributions();
	for (const table of tables) locked.add(textField(table, "name") ?? "", textField(table, "version"), []);
	for (const table of tables) {
		const version = field(table, "version");
		if (version !== undefined) declaration.declared({ name: field(table, "name"), version, ...detailsOf(table, locked) });
		else if (field(table, "directory") === undefined) reportUnresolved(declaration, table);
	}
}

function detailsOf(
	table: Value,
	locked: LockedDistributions,
): Pick<Parameters<Declaration["declared"]>[0], "hashes" | "dependsOn" | "vcsUrl"> {
	const needs = listOf(field(table, "dependencies")).flatMap((needed) => {
		const name = textField(needed, "name");
		return name === undefined ? [] : [{ name, version: textField(needed, "version") }];
	});
	const vcs = field(table, "vcs");
	return {
		hashes: archiveHashes([field(table, "archive"), field(table, "sdist"), ...listOf(field(table, "wheels"))]),
		dependsOn: locked.find(needs),
		vcsUrl: vcsUrlOf(textField(vcs, "type") ?? "", textField(vcs, "url"), textField(vcs, "commit-id")),
	};
}
