import { type DependencyGraph, reachableFrom } from "../../dependency-graph.ts";
import { parseLockYaml } from "../../formats/lock-yaml.ts";
import { field, objectOf, textField, type Value } from "../../formats/value.ts";
import type { LockVisitor } from "./lock-formats.ts";
import { type PnpmKey, parsePnpmKey, pnpmKeyOf } from "./pnpm-key.ts";

/**
 * Reads `pnpm-lock.yaml` of versions 5, 6 and 9. What is direct and what is for development follows from what the
 * importers (the project and its workspaces) ask for.
 *
 * @see https://github.com/pnpm/spec/tree/master/lockfile
 */
export function readPnpmLock(bytes: Uint8Array, visitor: LockVisitor): void {
	const lock = parseLockYaml(bytes, visitor.limits, visitor.problem);
	const version = Number.parseFloat(textField(lock, "lockfileVersion") ?? "");
	if (Number.isNaN(version)) {
		visitor.problem({ code: "file-malformed", message: "expected a lockfileVersion" });
		return;
	}

	const packages = objectOf(field(lock, "packages"));
	const flagsOf = flagging(lock, version >= 9 ? objectOf(field(lock, "snapshots")) : packages, version);
	for (const [key, entry] of Object.entries(packages)) {
		if (isLocal(key, entry)) continue;

		const parsed = parsePnpmKey(key, version);
		const name = textField(entry, "name") ?? parsed.name;
		const exact = exactVersion(parsed, entry);
		if (exact === undefined) visitor.unresolved(`${name} comes from an address that does not say its version`);
		else visitor.locked({ name, version: exact, ...flagsOf(parsed.withoutPeers) });
	}
}

interface Flags {
	readonly direct?: boolean;
	readonly development?: boolean;
}

/** Tells the flags of a package; none where the lock says nothing of what is asked for. */
function flagging(lock: Value, entries: Value, version: number): (key: string) => Flags {
	const asked = askedFor(lock, version);
	const direct = withoutPeers([...asked.production, ...asked.development]);
	if (direct.size === 0) return () => ({});

	const graph = graphOf(entries, version);
	const production = withoutPeers(reachableFrom(graph, asked.production));
	const development = withoutPeers(reachableFrom(graph, asked.development));
	return (key) => ({ direct: direct.has(key), development: development.has(key) && !production.has(key) });
}

/** Folders of the project itself (`file:`, injected workspaces). */
function isLocal(key: string, entry: unknown): boolean {
	return /(?:^|@)(?:file|link):/.test(key) && /\bdirectory\b/.test(textField(entry, "resolution") ?? "");
}

/** Entries that come from git or an address carry their version beside them. */
function exactVersion(key: PnpmKey, entry: unknown): string | undefined {
	return textField(entry, "version") ?? (/[/:]/.test(key.version) ? undefined : key.version);
}

interface Asked {
	readonly production: string[];
	readonly development: string[];
}

/** What importers ask for, by key. A lock of a single project has the groups at its top. */
function askedFor(lock: Value, version: number): Asked {
	const asked: Asked = { production: [], development: [] };
	const importers = field(lock, "importers");
	for (const importer of importers === undefined ? [lock] : Object.values(objectOf(importers))) {
		// One by one: a call takes only so many arguments.
		for (const group of ["dependencies", "optionalDependencies"]) {
			for (const key of keysOf(field(importer, group), version)) asked.production.push(key);
		}
		for (const key of keysOf(field(importer, "devDependencies"), version)) asked.development.push(key);
	}
	return asked;
}

function graphOf(entries: Value, version: number): DependencyGraph {
	const graph = new Map<string, readonly string[]>();
	for (const [key, entry] of Object.entries(entries)) {
		graph.set(key, [...keysOf(field(entry, "dependencies"), version), ...keysOf(field(entry, "optionalDependencies"), version)]);
	}
	return graph;
}

/** The keys that a group of dependencies leads to; links lead nowhere. */
function keysOf(group: unknown, version: number): string[] {
	return Object.entries(objectOf(group)).flatMap(([name, value]) => {
		const reference = typeof value === "string" ? value : textField(value, "version");
		return reference === undefined || reference.startsWith("link:") ? [] : [pnpmKeyOf(name, reference, version)];
	});
}

function withoutPeers(keys: Iterable<string>): ReadonlySet<string> {
	return new Set([...keys].map((key) => key.split("(", 1)[0] ?? key));
}
