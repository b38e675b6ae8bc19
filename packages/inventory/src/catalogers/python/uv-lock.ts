import { reachableFrom } from "../../dependency-graph.ts";
import { field, isObject, listOf, textField, type Value } from "../../formats/value.ts";
import type { Declaration } from "./declared-formats.ts";
import { lockedTables, reportUnresolved } from "./locked-tables.ts";
import { normalizedName } from "./python-package.ts";

/** Sources that are the project itself, its workspace's members, or folders beside it. */
const LOCAL_SOURCES = ["virtual", "editable", "directory"];

/**
 * Reads `uv.lock`. The project's own tables say what is asked for directly and what for development (`dev-dependencies`).
 * Judged by name: a name that is locked in several versions, for several platforms, is one.
 */
export function readUvLock(declaration: Declaration): void {
	const tables = lockedTables(declaration, "package");
	const flagsOf = flagging(tables);
	for (const table of tables) {
		if (isLocal(table)) continue;

		const name = textField(table, "name");
		const version = field(table, "version");
		if (version === undefined) reportUnresolved(declaration, table);
		else declaration.declared({ name, version, ...flagsOf(name ?? "") });
	}
}

function isLocal(table: Value): boolean {
	return LOCAL_SOURCES.some((kind) => field(field(table, "source"), kind) !== undefined);
}

interface Flags {
	readonly direct?: boolean;
	readonly development?: boolean;
}

/** Tells the flags of a package; none where the lock has no project. */
function flagging(tables: readonly Value[]): (name: string) => Flags {
	const projects = tables.filter(isLocal);
	if (projects.length === 0) return () => ({});

	const asked = projects.flatMap((table) => [...namesIn(field(table, "dependencies")), ...namesInGroups(table, "optional-dependencies")]);
	const askedToDevelop = projects.flatMap((table) => namesInGroups(table, "dev-dependencies"));
	const graph = graphOf(tables);
	const production = reachableFrom(graph, asked);
	const development = reachableFrom(graph, askedToDevelop);
	const direct = new Set([...asked, ...askedToDevelop]);
	return (name) => {
		const key = normalizedName(name);
		return { direct: direct.has(key), development: development.has(key) && !production.has(key) };
	};
}

function graphOf(tables: readonly Value[]): ReadonlyMap<string, readonly string[]> {
	const graph = new Map<string, string[]>();
	for (const table of tables) {
		const key = normalizedName(textField(table, "name") ?? "");
		const edges = graph.get(key) ?? [];
		for (const name of namesIn(field(table, "dependencies"))) edges.push(name);
		for (const name of namesInGroups(table, "optional-dependencies")) edges.push(name);
		graph.set(key, edges);
	}
	return graph;
}

function namesInGroups(table: Value, key: string): string[] {
	const groups = field(table, key);
	return isObject(groups) ? Object.values(groups).flatMap(namesIn) : [];
}

function namesIn(dependencies: unknown): string[] {
	return listOf(dependencies).flatMap((dependency) => {
		const name = textField(dependency, "name");
		return name === undefined ? [] : [normalizedName(name)];
	});
}
