import type { FoundPackage } from "../../cataloger.ts";
import type { EmbeddedDependency } from "./archive-facts.ts";
import type { ArchivePackage } from "./archive-packages.ts";

/**
 * Finds the packages that others need among those of a subject. A `pom.xml` names the version it was built with, or none, while
 * what runs is whatever lies there: of several versions the named one counts, else the only one in the same file, else the only
 * one in the same folder, else the only one at all.
 */
export class ArchiveDependencies {
	/** By name and where it was looked for: the purl of the only one there, null where there are several. */
	readonly #only: Map<string, string | null> = new Map();

	constructor(packages: readonly ArchivePackage[]) {
		for (const { found } of packages) {
			for (const key of keysOf(found.name, found.version, found)) {
				const other = this.#only.get(key);
				this.#only.set(key, other === undefined || other === found.purl ? found.purl : null);
			}
		}
	}

	/** The purls of the packages that one needs. */
	of({ found, needs }: ArchivePackage): readonly string[] {
		return needs.flatMap((need) => this.#find(need, found) ?? []).filter((purl) => purl !== found.purl);
	}

	#find({ groupId, artifactId, version = "" }: EmbeddedDependency, by: FoundPackage): string | undefined {
		for (const key of keysOf(`${groupId}:${artifactId}`, version, by)) {
			const purl = this.#only.get(key);
			if (typeof purl === "string") return purl;
		}
		return undefined;
	}
}

/** The nearest first. */
function keysOf(name: string, version: string, { path, container = path }: FoundPackage): readonly string[] {
	const folder = container.slice(0, container.lastIndexOf("/") + 1);
	return [`${name} ${version}`, `${name} ${container}`, `${name} ${folder}`, name];
}
