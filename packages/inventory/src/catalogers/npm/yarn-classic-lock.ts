import type { Hash } from "@plimsoll/core";
import { type DependencyGraph, flagsFrom } from "../../dependency-graph.ts";
import { hashesOf } from "./integrity.ts";
import type { LockVisitor, PackageIdentity } from "./lock-visitor.ts";
import { type ClassicEntry, readClassicEntries } from "./yarn-classic-entries.ts";
import { askedByManifests } from "./yarn-manifests.ts";

/** An entry of a package of a registry, under its first pattern. */
interface NamedEntry extends PackageIdentity {
	readonly entry: ClassicEntry;
	readonly version: string;
}

/** Reads yarn 1's lock. What is direct and what is for development is told by the manifests alone. */
export function readYarnClassicLock(bytes: Uint8Array, visitor: LockVisitor): void {
	const named = namedEntries(readClassicEntries(bytes, visitor), visitor);
	const keys = keysByPattern(named);
	const graph: DependencyGraph = new Map(
		[...named].map(([key, { entry }]) => [key, entry.needs.flatMap((pattern) => keys.get(pattern) ?? [])]),
	);
	const flagsOf = flagsFrom(
		graph,
		askedByManifests(visitor.manifests(), (name, range) => keys.get(`${name}@${range}`)),
	);
	for (const [key, { name, version, entry }] of named) {
		const dependsOn = (graph.get(key) ?? []).flatMap((needed) => named.get(needed) ?? []);
		visitor.locked({ name, version, ...flagsOf(key), hashes: archiveHashes(entry), dependsOn });
	}
}

/** By their first pattern. Folders of the project itself are left out. */
function namedEntries(entries: readonly ClassicEntry[], visitor: LockVisitor): ReadonlyMap<string, NamedEntry> {
	const named = new Map<string, NamedEntry>();
	for (const entry of entries) {
		const [key] = entry.patterns;
		const { name, range } = splitPattern(key);
		if (/^(?:link|workspace|portal):/.test(range)) continue;

		const { version } = entry;
		const realName = archiveName(entry.resolved) ?? /^npm:((?:@[^/@]+\/)?[^/@]+)(?:@|$)/.exec(range)?.[1] ?? name;
		if (version === undefined) visitor.problem({ code: "file-malformed", message: `entry at line ${entry.line}: no version` });
		// A pattern that comes twice is ambiguous, but no entry is lost.
		else named.set(named.has(key) ? `${key} at line ${entry.line}` : key, { name: realName, version, entry });
	}
	return named;
}

function splitPattern(pattern: string): { readonly name: string; readonly range: string } {
	const at = pattern.indexOf("@", 1);
	return at === -1 ? { name: pattern, range: "" } : { name: pattern.slice(0, at), range: pattern.slice(at + 1) };
}

/**
 * The package that a registry's archive is of, `…/@s/name/-/name-1.0.0.tgz`: what is installed, whatever name it was asked for
 * by and is installed under.
 */
function archiveName(resolved: string | undefined): string | undefined {
	const found = /^https?:\/\/.*?\/((?:@[^/]+(?:\/|%2f))?[^/@]+)\/-\/[^/]+\.tgz(?:[#?]|$)/i.exec(resolved ?? "")?.[1];
	return found?.replace(/%2f/i, "/");
}

function keysByPattern(named: ReadonlyMap<string, NamedEntry>): ReadonlyMap<string, string> {
	const keys = new Map<string, string>();
	for (const [key, { entry }] of named) {
		for (const pattern of entry.patterns) keys.set(pattern, key);
	}
	return keys;
}

/** The integrity; in older locks the SHA-1 behind the address. */
function archiveHashes({ integrity, resolved }: ClassicEntry): readonly Hash[] {
	const hashes = hashesOf(integrity);
	const sha1 = /#([0-9a-f]{40})$/.exec(resolved ?? "")?.[1];
	return hashes.length > 0 || sha1 === undefined ? hashes : [{ algorithm: "sha1", value: sha1 }];
}
