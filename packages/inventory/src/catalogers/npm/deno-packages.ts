import { field, listOf, objectOf, type Value } from "../../formats/value.ts";
import { jsrIdentity, npmIdentity } from "./deno-keys.ts";
import type { PackageIdentity } from "./lock-visitor.ts";

/** A package of a `deno.lock`. */
interface DenoPackage {
	/** `npm:` or `jsr:` and its key in the lock. */
	readonly key: string;
	readonly identity: PackageIdentity;
	readonly entry: unknown;
}

/** The packages of a `deno.lock`, which it refers to in several ways. */
export class DenoPackages {
	readonly #packages: Map<string, DenoPackage> = new Map();
	/** By name alone; undefined for a name of which there are several versions. */
	readonly #byName: Map<string, string | undefined> = new Map();
	readonly #specifiers: Value;

	constructor(npm: Value, jsr: Value, specifiers: Value) {
		this.#specifiers = specifiers;
		for (const [key, entry] of Object.entries(npm)) this.#take(`npm:${key}`, npmIdentity(key), entry);
		for (const [key, entry] of Object.entries(jsr)) this.#take(`jsr:${key}`, jsrIdentity(key), entry);
	}

	#take(key: string, identity: PackageIdentity, entry: unknown): void {
		// Versions 2 and 3 of the lock have specifiers and packages in one table.
		if (typeof entry !== "object") return;
		this.#packages.set(key, { key, identity, entry });
		const name = `${key.slice(0, "npm:".length)}${String(identity.name)}`;
		this.#byName.set(name, this.#byName.has(name) ? undefined : key);
	}

	[Symbol.iterator](): IterableIterator<DenoPackage> {
		return this.#packages.values();
	}

	/** The key that a specifier with its registry leads to: `npm:chalk@5`, `jsr:@std/bytes`. */
	find(specifier: string): string | undefined {
		const target = field(this.#specifiers, specifier) ?? field(this.#specifiers, specifier.slice("npm:".length));
		const text = typeof target === "string" ? target : "";
		const name = nameIn(specifier);
		const candidates = [text, `npm:${text}`, `${name}@${text}`, specifier, this.#byName.get(name) ?? ""];
		return candidates.find((candidate) => this.#packages.has(candidate));
	}

	/** What a package needs. Up to version 3 of the lock that is a table of npm's keys, from 4 on a list. */
	neededBy(key: string, entry: unknown): readonly PackageIdentity[] {
		const registry = key.slice(0, "npm:".length);
		const needed = ["dependencies", "optionalDependencies"].flatMap((kind) => {
			const group = field(entry, kind);
			return Array.isArray(group) ? listOf(group) : Object.values(objectOf(group));
		});
		return needed.flatMap((one) => {
			const specifier = typeof one === "string" ? withRegistry(one, registry) : "";
			return this.#packages.get(this.find(specifier) ?? "")?.identity ?? [];
		});
	}
}

/** `alias@npm:name@1` is what follows the alias. */
function withRegistry(specifier: string, registry: string): string {
	const alias = specifier.indexOf("@npm:");
	if (alias > 0) return specifier.slice(alias + 1);
	return /^(?:npm|jsr):/.test(specifier) ? specifier : registry + specifier;
}

/** `npm:chalk@5` without its version. */
function nameIn(specifier: string): string {
	const at = specifier.indexOf("@", "npm:@".length);
	return at === -1 ? specifier : specifier.slice(0, at);
}
