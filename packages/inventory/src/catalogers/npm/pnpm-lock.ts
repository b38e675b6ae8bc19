import { type Asked, type DependencyGraph, flagsFrom } from "../../dependency-graph.ts";
import { parseLockYamlDocuments } from "../../formats/lock-yaml.ts";
import { field, objectOf, textField, type Value } from "../../formats/value.ts";
import { hashesOf } from "./integrity.ts";
import type { LockVisitor, PackageIdentity } from "./lock-visitor.ts";
import { type PnpmKey, parsePnpmKey, pnpmKeyOf } from "./pnpm-key.ts";

/**
 * Reads `pnpm-lock.yaml` of versions 5, 6 and 9. What is direct and what is for development follows from what the
 * importers (the project and its workspaces) ask for. Recent ones may be of two documents: the first is about pnpm itself and
 * what its configuration needs.
 *
 * @see https://github.com/pnpm/spec/tree/master/lockfile
 */
export function readPnpmLock(bytes: Uint8Array, visitor: LockVisitor): void {
	const documents = parseLockYamlDocuments(bytes, visitor.limits, visitor.problem);
	for (const document of documents) readDocument(document, visitor);
	if (documents.length === 0) readDocument({}, visitor);
}

function readDocument(lock: Value, visitor: LockVisitor): void {
	const version = Number.parseFloat(textField(lock, "lockfileVersion") ?? "");
	if (Number.isNaN(version)) {
		visitor.problem({ code: "file-malformed", message: "expected a lockfileVersion" });
		return;
	}

	const packages = objectOf(field(lock, "packages"));
	const graph = graphOf(version >= 9 ? objectOf(field(lock, "snapshots")) : packages, version);
	const flagsOf = flagsFrom(graph, askedFor(lock, version), withoutPeers);
	const named = namedPackages(packages, version);
	const needs = neededBy(graph);
	for (const { key, name, exact, entry } of named.values()) {
		if (exact === undefined) {
			visitor.unresolved(`${name} comes from an address that does not say its version`);
			continue;
		}
		const dependsOn = [...(needs.get(key) ?? [])].flatMap((needed): PackageIdentity[] => {
			const found = named.get(needed);
			return found === undefined ? [] : [{ name: found.name, version: found.exact }];
		});
		visitor.locked({ name, version: exact, ...flagsOf(key), hashes: hashesOf(integrityOf(entry)), dependsOn });
	}
}

/** An entry of `packages`. */
interface NamedPackage {
	/** Without peers. */
	readonly key: string;
	readonly name: string;
	/** Undefined where the lock does not say it. */
	readonly exact: string | undefined;
	readonly entry: unknown;
}

/** By key; the project's own folders are left out. */
function namedPackages(packages: Value, version: number): ReadonlyMap<string, NamedPackage> {
	const named = new Map<string, NamedPackage>();
	for (const [key, entry] of Object.entries(packages)) {
		if (isLocal(key, entry)) continue;

		const parsed = parsePnpmKey(key, version);
		named.set(parsed.withoutPeers, {
			key: parsed.withoutPeers,
			name: textField(entry, "name") ?? parsed.name,
			exact: exactVersion(parsed, entry),
			entry,
		});
	}
	return named;
}

/** Folders of the project itself (`file:`, injected workspaces). */
function isLocal(key: string, entry: unknown): boolean {
	return /(?:^|@)(?:file|link):/.test(key) && /\bdirectory\b/.test(textField(entry, "resolution") ?? "");
}

/** Entries that come from git or an address carry their version beside them. */
function exactVersion(key: PnpmKey, entry: unknown): string | undefined {
	return textField(entry, "version") ?? (/[/:]/.test(key.version) ? undefined : key.version);
}

function integrityOf(entry: unknown): string | undefined {
	return /\bintegrity: ([^\s,}]+)/.exec(textField(entry, "resolution") ?? "")?.[1];
}

/** What importers ask for, by key. A lock of a single project has the groups at its top. */
function askedFor(lock: Value, version: number): Asked {
	const production: string[] = [];
	const development: string[] = [];
	const importers = field(lock, "importers");
	for (const importer of importers === undefined ? [lock] : Object.values(objectOf(importers))) {
		// One by one: a call takes only so many arguments.
		for (const group of ["dependencies", "optionalDependencies"]) {
			for (const key of keysOf(field(importer, group), version)) production.push(key);
		}
		for (const key of keysOf(field(importer, "devDependencies"), version)) development.push(key);
	}
	return { production, development };
}

function graphOf(entries: Value, version: number): DependencyGraph {
	const graph = new Map<string, readonly string[]>();
	for (const [key, entry] of Object.entries(entries)) {
		graph.set(key, [...keysOf(field(entry, "dependencies"), version), ...keysOf(field(entry, "optionalDependencies"), version)]);
	}
	return graph;
}

/** The same by packages, whatever peers they were installed with. */
function neededBy(graph: DependencyGraph): ReadonlyMap<string, ReadonlySet<string>> {
	const needs = new Map<string, Set<string>>();
	for (const [key, needed] of graph) {
		const all = needs.get(withoutPeers(key)) ?? new Set();
		for (const other of needed) all.add(withoutPeers(other));
		needs.set(withoutPeers(key), all);
	}
	return needs;
}

/** The keys that a group of dependencies leads to; links lead nowhere. */
function keysOf(group: unknown, version: number): string[] {
	return Object.entries(objectOf(group)).flatMap(([name, value]) => {
		const reference = typeof value === "string" ? value : textField(value, "version");
		return reference === undefined || reference.startsWith("link:") ? [] : [pnpmKeyOf(name, reference, version)];
	});
}

function withoutPeers(key: string): string {
	return key.split("(", 1)[0] ?? key;
}
