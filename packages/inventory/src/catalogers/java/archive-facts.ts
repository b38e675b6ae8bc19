import type { Limits } from "@plimsoll/core";
import type { Problem } from "../../formats/problem.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { PomDependencies } from "./pom-dependencies.ts";
import { type PomModel, readPom } from "./pom-model.ts";
import { readPomProperties } from "./pom-properties.ts";
import { coordinatesOf, interpolate } from "./pom-values.ts";

/** A project whose `pom.properties` or `pom.xml` is in an archive: the archive's own, or one shaded into it. */
export interface EmbeddedProject {
	readonly groupId: string | undefined;
	readonly artifactId: string | undefined;
	readonly version: string | undefined;
	readonly licenses: readonly string[];
	/** The folder of the two files. */
	readonly folder: string;
	/** What it needs to run, as far as its own `pom.xml` says. */
	readonly dependencies: readonly EmbeddedDependency[];
}

/** A dependency of an embedded project. */
export interface EmbeddedDependency {
	readonly groupId: string;
	readonly artifactId: string;
	/** Undefined where the parent manages it, which is not in the archive. */
	readonly version: string | undefined;
}

const MANIFEST = "META-INF/MANIFEST.MF";
/** Where Maven puts both files; tools that repack archives put the properties anywhere. */
const MAVEN_FOLDER = "META-INF/maven/";

/** Dependencies of other scopes are not there when the project runs, or are given to it by its surroundings. */
const RUNNING: ReadonlySet<string> = new Set(["compile", "runtime", "provided"]);

/** Resolves the dependencies of embedded projects, whose parents and imported lists of versions are not there. */
export function embeddedDependencies(): PomDependencies {
	return new PomDependencies({ imported: () => undefined });
}

/** Whether an entry says what an archive is. */
export function isFact(name: string): boolean {
	return name === MANIFEST || name.endsWith("/pom.properties") || isEmbedded(name);
}

/** Whether an entry, or a file, is one of the two files that Maven puts into an archive. */
export function isEmbedded(name: string): boolean {
	return (name.endsWith("/pom.properties") || name.endsWith("/pom.xml")) && name.includes(MAVEN_FOLDER);
}

/** Gathers what the entries of one archive say. */
export class ArchiveFacts {
	manifest: Manifest = new Map();
	readonly #limits: Limits;
	readonly #onProblem: (problem: Problem) => void;
	readonly #properties: Map<string, ReadonlyMap<string, string>> = new Map();
	readonly #models: Map<string, PomModel> = new Map();

	constructor(limits: Limits, onProblem: (problem: Problem) => void) {
		this.#limits = limits;
		this.#onProblem = onProblem;
	}

	/** Takes an entry that {@link isFact}. */
	take(name: string, bytes: Uint8Array): void {
		const folder = name.slice(0, name.lastIndexOf("/"));
		const onProblem = (problem: Problem): void => this.#onProblem({ ...problem, message: `${name}: ${problem.message}` });
		if (name === MANIFEST) this.manifest = readManifest(bytes, this.#limits, onProblem);
		else if (name.endsWith(".xml")) this.#models.set(folder, readPom(bytes, this.#limits, onProblem));
		else this.#properties.set(folder, readPomProperties(bytes, this.#limits, onProblem));
	}

	/**
	 * The properties win over the model: they have what the model leaves to parents and properties.
	 *
	 * @param resolving bounds the dependencies of all archives of one file
	 */
	projects(resolving: PomDependencies = embeddedDependencies()): EmbeddedProject[] {
		const folders = new Set([...this.#properties.keys(), ...this.#models.keys()]);
		return [...folders].map((folder) => {
			const properties = this.#properties.get(folder);
			const model = this.#models.get(folder);
			const own = model === undefined ? {} : coordinatesOf(model);
			const value = (field: "groupId" | "artifactId" | "version"): string | undefined => {
				const said = properties?.get(field);
				if (said !== undefined && said !== "" && !said.includes("${")) return said;
				return model === undefined ? undefined : interpolate(own[field], [model]);
			};
			return {
				groupId: value("groupId"),
				artifactId: value("artifactId"),
				version: value("version"),
				licenses: model?.licenses ?? [],
				folder,
				dependencies: model === undefined ? [] : dependenciesOf(model, resolving),
			};
		});
	}
}

function dependenciesOf(model: PomModel, resolving: PomDependencies): EmbeddedDependency[] {
	const found: EmbeddedDependency[] = [];
	for (const { groupId, artifactId, version, scope, isOptional } of resolving.of([model], () => {})) {
		if (isOptional || groupId === undefined || artifactId === undefined || !RUNNING.has(scope)) continue;
		found.push({ groupId, artifactId, version });
	}
	return found;
}
