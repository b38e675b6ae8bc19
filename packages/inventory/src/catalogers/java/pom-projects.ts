import { posix } from "node:path";
import type { CoverageSink } from "@plimsoll/core";
import type { FileTree } from "@plimsoll/oci";
import type { PomCoordinates, PomModel } from "./pom-model.ts";
import { coordinatesOf, interpolate, type Lineage } from "./pom-values.ts";

/** Parents of parents. Real projects have fewer than ten; a circle is ended where it closes. */
const MAX_ANCESTORS = 40;

/** All `pom.xml` files of a subject, which refer to each other. */
export class PomProjects {
	readonly #tree: FileTree;
	readonly #models: ReadonlyMap<string, PomModel>;
	readonly #byCoordinates: Map<string, string> = new Map();

	/** @param models by path */
	constructor(tree: FileTree, models: ReadonlyMap<string, PomModel>) {
		this.#tree = tree;
		this.#models = models;
		for (const [path, model] of models) this.#name(path, coordinatesOf(model), [model]);
		// Versions such as `${revision}` may be a parent's to say, and parents are found by what is written.
		for (const [path, model] of models) {
			const lineage = coordinatesOf(model).version?.includes("${") === true ? this.lineageOf(path, () => {}) : undefined;
			if (lineage !== undefined) this.#name(path, coordinatesOf(model), lineage);
		}
	}

	/** Lets a project be found by its coordinates, as they are written and as they are meant. */
	#name(path: string, coordinates: PomCoordinates, lineage: Lineage): void {
		const version = interpolate(coordinates.version, lineage);
		for (const key of [keyOf(coordinates), version === undefined ? undefined : keyOf({ ...coordinates, version })]) {
			if (key !== undefined && !this.#byCoordinates.has(key)) this.#byCoordinates.set(key, path);
		}
	}

	/** A project with its ancestors, as far as they are in the subject: others would have to be fetched. */
	lineageOf(path: string, report: CoverageSink): Lineage | undefined {
		const project = this.#models.get(path);
		if (project === undefined) return undefined;

		const lineage: [PomModel, ...PomModel[]] = [project];
		const seen = new Set([path]);
		for (let [at, model] = [path, project]; model.parent !== undefined && lineage.length <= MAX_ANCESTORS; ) {
			const parent = this.#parentOf(at, model, model.parent);
			const found = parent === undefined ? undefined : this.#models.get(parent);
			if (parent === undefined || found === undefined || seen.has(parent)) {
				const message = `${path}: its parent ${nameOf(model.parent)} is not in the subject, so versions may be missing`;
				report({ code: "reference-ignored", message, path });
				break;
			}
			seen.add(parent);
			lineage.push(found);
			[at, model] = [parent, found];
		}
		return lineage;
	}

	/** The project of `group:artifact:version` with its ancestors; what these lack is reported with the project itself. */
	imported(coordinates: string): Lineage | undefined {
		const path = this.#byCoordinates.get(coordinates);
		return path === undefined ? undefined : this.lineageOf(path, () => {});
	}

	/**
	 * Where the parent is: at its relative path if what is there is the parent, else anywhere. Paths end at the subject's
	 * root, and only files that were read as projects count.
	 */
	#parentOf(path: string, model: PomModel, parent: PomCoordinates & { readonly relativePath?: string }): string | undefined {
		const relative = parent.relativePath ?? "../pom.xml";
		const near = relative === "" ? undefined : this.#fileAt(posix.resolve(posix.dirname(path), relative));
		const candidate = near === undefined ? undefined : this.#models.get(near);
		if (near !== undefined && candidate !== undefined && isSame(coordinatesOf(candidate), parent)) return near;

		const version = interpolate(parent.version, [model]);
		return this.#byCoordinates.get(keyOf({ ...parent, ...(version === undefined ? {} : { version }) }) ?? "");
	}

	#fileAt(path: string): string | undefined {
		const entry = this.#tree.stat(path);
		return entry?.kind === "directory" ? this.#tree.stat(`${entry.path}/pom.xml`)?.path : entry?.path;
	}
}

/** Versions may be written with a property, as those of `${revision}` are. */
function isSame(found: PomCoordinates, wanted: PomCoordinates): boolean {
	return found.groupId === wanted.groupId && found.artifactId === wanted.artifactId;
}

function keyOf({ groupId, artifactId, version }: PomCoordinates): string | undefined {
	return groupId === undefined || artifactId === undefined || version === undefined ? undefined : `${groupId}:${artifactId}:${version}`;
}

function nameOf({ groupId = "?", artifactId = "?", version = "?" }: PomCoordinates): string {
	return `${groupId}:${artifactId}:${version}`;
}
