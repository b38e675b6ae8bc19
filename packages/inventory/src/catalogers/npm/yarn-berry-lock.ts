import { type DependencyGraph, flagsFrom } from "../../dependency-graph.ts";
import { parseLockYaml } from "../../formats/lock-yaml.ts";
import { field, objectOf, textField, type Value } from "../../formats/value.ts";
import type { LockVisitor, PackageIdentity } from "./lock-visitor.ts";
import { askedByManifests } from "./yarn-manifests.ts";

/** Finds the entry that `name@range` leads to. */
type KeyOf = (name: string, range: string) => string | undefined;

/**
 * Reads the lock of yarn 2 and later. Entries of the project and its workspaces (`linkType: soft`) say what is asked for
 * directly; that something is for development only is told by the manifests. Its checksums are of archives that yarn makes
 * itself, so that no hash is given.
 */
export function readYarnBerryLock(bytes: Uint8Array, visitor: LockVisitor): void {
	const lock = parseLockYaml(bytes, visitor.limits, visitor.problem);
	const keyOf = keysByDescriptor(lock);
	const graph = graphOf(lock, keyOf);
	const flagsOf = flagging(lock, visitor.manifests(), graph, keyOf);
	for (const [key, entry] of entriesOf(lock)) {
		if (isWorkspace(entry)) continue;

		const dependsOn = (graph.get(key) ?? [])
			.filter((needed) => !isWorkspace(lock[needed]))
			.map((needed) => identityOf(needed, lock[needed]));
		visitor.locked({ ...identityOf(key, entry), ...flagsOf(key), dependsOn });
	}
}

function entriesOf(lock: Value): readonly (readonly [key: string, entry: unknown])[] {
	return Object.entries(lock).filter(([key]) => key !== "__metadata");
}

function isWorkspace(entry: unknown): boolean {
	return textField(entry, "linkType") === "soft";
}

/** Ranges of npm's registry are written with and without `npm:`. */
function keysByDescriptor(lock: Value): KeyOf {
	const keys = new Map<string, string>();
	for (const [key] of entriesOf(lock)) {
		for (const descriptor of key.split(", ")) keys.set(descriptor, key);
	}
	return (name, range) => keys.get(`${name}@${range}`) ?? keys.get(`${name}@npm:${range}`);
}

function graphOf(lock: Value, keyOf: KeyOf): DependencyGraph {
	const graph = new Map<string, string[]>();
	for (const [key, entry] of entriesOf(lock)) {
		const needed: string[] = [];
		for (const [name, range] of Object.entries(objectOf(field(entry, "dependencies")))) {
			const found = typeof range === "string" ? keyOf(name, range) : undefined;
			if (found !== undefined) needed.push(found);
		}
		graph.set(key, needed);
	}
	return graph;
}

/** Without manifests nobody says what is for development only. */
function flagging(
	lock: Value,
	manifests: readonly Value[],
	graph: DependencyGraph,
	keyOf: KeyOf,
): (key: string) => { readonly direct?: boolean; readonly development?: boolean } {
	const all = entriesOf(lock).flatMap(([key, entry]) => (isWorkspace(entry) ? (graph.get(key) ?? []) : []));
	const asked = askedByManifests(manifests, keyOf);
	const development = new Set(asked.development);
	const production = [...asked.production, ...all.filter((key) => !development.has(key))];
	if (manifests.length > 0) return flagsFrom(graph, { production, development: [...development] });

	const direct = new Set(all);
	return (key) => ({ direct: direct.has(key) });
}

/** A resolution is `name@protocol:…`; the name is the real one, also behind an alias. */
function identityOf(key: string, entry: unknown): PackageIdentity {
	const resolution = textField(entry, "resolution") ?? key;
	const at = resolution.indexOf("@", 1);
	return { name: at === -1 ? resolution : resolution.slice(0, at), version: field(entry, "version") };
}
