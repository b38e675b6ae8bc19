import { type Asked, flagsFrom } from "../../dependency-graph.ts";
import { field, isObject, listOf, textField, type Value } from "../../formats/value.ts";
import { archiveHashes } from "./archive-hash.ts";
import type { Declaration } from "./declaration.ts";
import { LockedDistributions, type LockedNeed } from "./locked-distributions.ts";
import { lockedTables, reportUnresolved } from "./locked-tables.ts";
import { normalizedName } from "./python-package.ts";
import { vcsUrlOf } from "./vcs-url.ts";

/** Sources that are the project itself, its workspace's members, or folders beside it. */
const LOCAL_SOURCES = ["virtual", "editable", "directory"];

/**
 * Reads `uv.lock`, and `SCRIPT.py.lock` of a script with requirements of its own. The project's own tables, or the manifest of
 * a script, say what is asked for directly and what for development (`dev-dependencies`). Judged by name: a name that is
 * locked in several versions, for several platforms, is one.
 */
export function readUvLock(declaration: Declaration): void {
	const { lock, tables } = lockedTables(declaration, "package");
	const locked = new LockedDistributions();
	for (const table of tables) {
		locked.add(textField(table, "name") ?? "", isLocal(table) ? undefined : textField(table, "version"), needsOf(table));
	}
	const flagsOf = flagsFrom(locked.graph, askedFor(lock, tables));
	for (const table of tables) {
		if (isLocal(table)) continue;

		const name = textField(table, "name");
		const version = field(table, "version");
		if (version === undefined) {
			reportUnresolved(declaration, table);
			continue;
		}
		declaration.declared({
			name,
			version,
			...flagsOf(normalizedName(name ?? "")),
			hashes: archiveHashes([field(table, "sdist"), ...listOf(field(table, "wheels"))]),
			dependsOn: locked.find(needsOf(table)),
			vcsUrl: vcsUrlIn(textField(field(table, "source"), "git")),
		});
	}
}

function isLocal(table: Value): boolean {
	return LOCAL_SOURCES.some((kind) => field(field(table, "source"), kind) !== undefined);
}

/** `https://host/x?tag=1#commit`. */
function vcsUrlIn(address: string | undefined): string | undefined {
	const hash = address?.indexOf("#") ?? -1;
	return vcsUrlOf("git", address, hash === -1 ? undefined : address?.slice(hash + 1));
}

function askedFor(lock: unknown, tables: readonly Value[]): Asked {
	const projects = tables.filter(isLocal);
	const production = projects.flatMap(needsOf);
	const development = projects.flatMap((table) => needsInGroups(table, "dev-dependencies"));
	const script = needsIn(field(field(lock, "manifest"), "requirements"));
	const names = (needs: readonly LockedNeed[]): string[] => needs.map(({ name }) => normalizedName(name));
	return { production: names([...production, ...script]), development: names(development) };
}

function needsOf(table: Value): LockedNeed[] {
	return [...needsIn(field(table, "dependencies")), ...needsInGroups(table, "optional-dependencies")];
}

function needsInGroups(table: Value, key: string): LockedNeed[] {
	const groups = field(table, key);
	return isObject(groups) ? Object.values(groups).flatMap(needsIn) : [];
}

function needsIn(dependencies: unknown): LockedNeed[] {
	return listOf(dependencies).flatMap((dependency) => {
		const name = textField(dependency, "name");
		return name === undefined ? [] : [{ name, version: textField(dependency, "version") }];
	});
}
