import { flagsFrom } from "../../dependency-graph.ts";
import { field, listOf, objectOf, textField, type Value } from "../../formats/value.ts";
import { archiveHashes } from "./archive-hash.ts";
import type { Declaration } from "./declaration.ts";
import { LockedDistributions, type LockedNeed } from "./locked-distributions.ts";
import { lockedTables } from "./locked-tables.ts";
import { requirementsBeside } from "./project-file.ts";
import { askedByProject } from "./project-requirements.ts";
import { normalizedName } from "./python-package.ts";
import { vcsUrlOf } from "./vcs-url.ts";

/**
 * Reads `poetry.lock`. Poetry up to 1.4 and from 2.0 on says which groups a package is needed for; what is direct, and the
 * groups in between, are told by the project file beside it.
 */
export function readPoetryLock(declaration: Declaration): void {
	const { lock, tables } = lockedTables(declaration, "package");
	const locked = new LockedDistributions();
	for (const table of tables) locked.add(textField(table, "name") ?? "", textField(table, "version"), needsOf(table));
	const flagsOf = flagsFrom(locked.graph, askedByProject(requirementsBeside(declaration)));
	const filesOfAll = field(field(lock, "metadata"), "files");
	for (const table of tables) {
		const source = field(table, "source");
		if (textField(source, "type") === "directory") continue;

		const name = textField(table, "name");
		const flags = flagsOf(normalizedName(name ?? ""));
		declaration.declared({
			name: field(table, "name"),
			version: field(table, "version"),
			direct: flags.direct,
			development: isDevelopment(table) ?? flags.development,
			hashes: archiveHashes(listOf(field(table, "files") ?? field(filesOfAll, name ?? ""))),
			dependsOn: locked.find(needsOf(table)),
			vcsUrl:
				textField(source, "type") === "git"
					? vcsUrlOf("git", textField(source, "url"), textField(source, "resolved_reference"))
					: undefined,
		});
	}
}

function needsOf(table: Value): readonly LockedNeed[] {
	return Object.keys(objectOf(field(table, "dependencies"))).map((name) => ({ name }));
}

function isDevelopment(table: Value): boolean | undefined {
	const category = textField(table, "category");
	if (category !== undefined) return category === "dev";

	const groups = listOf(field(table, "groups"));
	return groups.length === 0 ? undefined : !groups.includes("main");
}
