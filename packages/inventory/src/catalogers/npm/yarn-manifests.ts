import type { Asked } from "../../dependency-graph.ts";
import { field, objectOf, type Value } from "../../formats/value.ts";

/** Kinds of dependencies that are installed with a project. */
const PRODUCTION = ["dependencies", "optionalDependencies"] as const;

/**
 * What the manifests of a project ask for, by the keys of a yarn lock's entries: neither of yarn's locks says it as a whole.
 *
 * @param keyOf the entry that `name@range` leads to
 */
export function askedByManifests(manifests: readonly Value[], keyOf: (name: string, range: string) => string | undefined): Asked {
	const production: string[] = [];
	const development: string[] = [];
	for (const manifest of manifests) {
		for (const kind of PRODUCTION) collect(field(manifest, kind), production, keyOf);
		collect(field(manifest, "devDependencies"), development, keyOf);
	}
	return { production, development };
}

function collect(group: unknown, keys: string[], keyOf: (name: string, range: string) => string | undefined): void {
	for (const [name, range] of Object.entries(objectOf(group))) {
		const key = typeof range === "string" ? keyOf(name, range) : undefined;
		if (key !== undefined) keys.push(key);
	}
}
