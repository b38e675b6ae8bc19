import type { PomCoordinates, PomDependency, PomModel } from "./pom-model.ts";
import type { PomProjects } from "./pom-projects.ts";
import { interpolate, type Lineage } from "./pom-values.ts";

/** A dependency with what can be told about it. */
export interface ResolvedDependency {
	readonly groupId: string | undefined;
	readonly artifactId: string | undefined;
	/** Undefined where nothing in the subject tells, or a range leaves a choice. */
	readonly version: string | undefined;
	readonly scope: string;
	/** Whether who depends on the project does not get it. */
	readonly isOptional: boolean;
}

/** Finds lists of versions that are imported, by `group:artifact:version`. */
export type ImportedLists = Pick<PomProjects, "imported">;

type Managed = ReadonlyMap<string, PomDependency>;

/** Lists of versions that import each other. Real ones do it two or three times. */
const MAX_IMPORTS = 64;
/** Dependencies resolved in one subject. */
export const MAX_RESOLVED = 100_000;

/** Resolves the dependencies of projects, each as its own text, its ancestors and imported lists of versions say. */
export class PomDependencies {
	readonly #projects: ImportedLists;
	/** By project: many share their ancestors. */
	readonly #managed: WeakMap<PomModel, Managed> = new WeakMap();
	readonly #imports: WeakMap<PomModel, readonly PomDependency[]> = new WeakMap();
	#resolved = 0;

	constructor(projects: ImportedLists) {
		this.#projects = projects;
	}

	/** Whether the limit was met: each project has the dependencies of all its ancestors, and there may be many of both. */
	get exhausted(): boolean {
		return this.#resolved >= MAX_RESOLVED;
	}

	/** @param onMissing is told of each imported list of versions that is not in the subject */
	*of(lineage: Lineage, onMissing: (name: string) => void): Generator<ResolvedDependency> {
		const imports = this.#importsOf(lineage, onMissing);
		const seen = new Set<string>();
		for (const { dependencies } of lineage) {
			for (const dependency of dependencies) {
				if (this.exhausted) return;
				this.#resolved++;
				const key = keyOf(dependency, lineage);
				if (seen.has(key)) continue;
				seen.add(key);
				yield resolved(dependency, lineage, this.#find(key, lineage, imports));
			}
		}
	}

	/** What manages a dependency: the nearest project's own list first, imported ones last. */
	#find(key: string, lineage: Lineage, imports: readonly Lineage[]): PomDependency {
		for (const project of lineage) {
			const managed = this.#managedBy(project, lineage).get(key);
			if (managed !== undefined) return filled(managed, lineage);
		}
		for (const list of imports) {
			for (const project of list) {
				const managed = this.#managedBy(project, list).get(key);
				if (managed !== undefined) return filled(managed, list);
			}
		}
		return {};
	}

	/** The list of a project by key. Keys hardly ever have properties; those that do are read as the first who asks says. */
	#managedBy(project: PomModel, lineage: Lineage): Managed {
		let managed = this.#managed.get(project);
		if (managed === undefined) {
			const byKey = new Map<string, PomDependency>();
			for (const dependency of project.managed) {
				const key = keyOf(dependency, lineage);
				if (!byKey.has(key)) byKey.set(key, dependency);
			}
			managed = byKey;
			this.#managed.set(project, managed);
		}
		return managed;
	}

	#importsOf(lineage: Lineage, onMissing: (name: string) => void): readonly Lineage[] {
		const found: Lineage[] = [];
		const seen = new Set<string>();
		const pending: Lineage[] = [lineage];
		for (const from of pending) {
			for (const { groupId, artifactId, version } of from.flatMap((project) => this.#importsOfProject(project))) {
				const parts = [groupId, artifactId, version].map((part) => interpolate(part, from));
				const name = parts.map((part) => part ?? "?").join(":");
				if (seen.has(name) || seen.size >= MAX_IMPORTS) continue;
				seen.add(name);
				const list = this.#projects.imported(name);
				if (list === undefined) onMissing(name);
				else {
					found.push(list);
					pending.push(list);
				}
			}
		}
		return found;
	}

	#importsOfProject(project: PomModel): readonly PomDependency[] {
		let imports = this.#imports.get(project);
		if (imports === undefined) {
			imports = project.managed.filter(({ scope }) => scope === "import");
			this.#imports.set(project, imports);
		}
		return imports;
	}
}

function filled({ version, scope }: PomDependency, lineage: Lineage): PomDependency {
	return { ...definedOnly({ version: interpolate(version, lineage) }), ...(scope === undefined ? {} : { scope }) };
}

function resolved(dependency: PomDependency, lineage: Lineage, managed: PomDependency): ResolvedDependency {
	const version = dependency.version === undefined ? managed.version : interpolate(dependency.version, lineage);
	return {
		groupId: interpolate(dependency.groupId, lineage),
		artifactId: interpolate(dependency.artifactId, lineage),
		version: version === undefined ? undefined : exactVersion(version),
		scope: interpolate(dependency.scope ?? managed.scope, lineage) ?? "compile",
		isOptional: dependency.optional === "true",
	};
}

/** One version: `1.0`, or the range `[1.0]` that has only it. Others leave a choice, as do `LATEST` and `RELEASE`. */
function exactVersion(version: string): string | undefined {
	const exact = /^\[\s*([^,\s]+)\s*\]$/.exec(version)?.[1] ?? version;
	return /[[\](),]/.test(exact) || exact === "LATEST" || exact === "RELEASE" ? undefined : exact;
}

function keyOf({ groupId, artifactId, type = "jar", classifier = "" }: PomDependency, lineage: Lineage): string {
	const parts = [groupId, artifactId, type, classifier].map((part) => interpolate(part, lineage) ?? part ?? "");
	return parts.join(":");
}

function definedOnly(fields: { [Field in keyof PomCoordinates]: string | undefined }): PomCoordinates {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
