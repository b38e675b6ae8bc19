import { flagsFrom } from "../../dependency-graph.ts";
import { field, listOf, textField, type Value } from "../../formats/value.ts";
import { archiveHashes } from "./archive-hash.ts";
import type { Declaration } from "./declaration.ts";
import { LockedDistributions, type LockedNeed } from "./locked-distributions.ts";
import { lockedTables, reportUnresolved } from "./locked-tables.ts";
import { requirementsBeside } from "./project-file.ts";
import { askedByProject } from "./project-requirements.ts";
import { normalizedName } from "./python-package.ts";
import { readRequirement } from "./requirement-line.ts";
import { vcsUrlOf } from "./vcs-url.ts";

/**
 * Reads `pdm.lock`. A package that is needed with extras has a table for each set of them. The groups that it names may be of
 * extras as well as for development, so that only the project file beside it tells which of the two; `default` is neither.
 */
export function readPdmLock(declaration: Declaration): void {
	const { tables } = lockedTables(declaration, "package");
	const locked = new LockedDistributions();
	for (const table of tables) locked.add(textField(table, "name") ?? "", textField(table, "version"), needsOf(table));
	const flagsOf = flagsFrom(locked.graph, askedByProject(requirementsBeside(declaration)));
	for (const table of tables) {
		// A folder beside the project.
		if (field(table, "path") !== undefined && field(table, "url") === undefined) continue;
		if (field(table, "version") === undefined) {
			reportUnresolved(declaration, table);
			continue;
		}

		const name = textField(table, "name") ?? "";
		const inDefault = listOf(field(table, "groups")).includes("default");
		const flags = flagsOf(normalizedName(name));
		declaration.declared({
			name,
			version: field(table, "version"),
			direct: flags.direct,
			development: inDefault ? false : flags.development,
			hashes: archiveHashes(listOf(field(table, "files"))),
			dependsOn: locked.find(needsOf(table)),
			vcsUrl: vcsUrlOf("git", textField(table, "git"), textField(table, "revision")),
		});
	}
}

/** Requirements as pip writes them; a table for extras needs the package without. */
function needsOf(table: Value): readonly LockedNeed[] {
	const own = normalizedName(textField(table, "name") ?? "");
	return listOf(field(table, "dependencies")).flatMap((text) => {
		const requirement = typeof text === "string" ? readRequirement(text) : undefined;
		const isNamed = requirement?.kind === "pinned" || requirement?.kind === "unpinned";
		return isNamed && normalizedName(requirement.name) !== own ? [{ name: requirement.name }] : [];
	});
}
