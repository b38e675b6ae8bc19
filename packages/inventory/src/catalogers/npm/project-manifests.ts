import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { parseJson } from "../../formats/json.ts";
import type { Value } from "../../formats/value.ts";
import { isObject } from "../../formats/value.ts";
import { folderAbove, isInModules } from "./module-paths.ts";

/** Manifests that are looked at for all locks together; large repositories have some thousand. */
const MAX_MANIFESTS = 100_000;

/** The `package.json` files of projects: of a lock's own folder, and of the members below it. */
export class ProjectManifests {
	readonly #context: CatalogContext;
	readonly #files: readonly FoundFile[];
	readonly #locked: ReadonlySet<string>;
	#left = MAX_MANIFESTS;

	/** @param locked the folders with a lock of their own, whose members are not those of a lock above */
	constructor(context: CatalogContext, locked: ReadonlySet<string>) {
		this.#context = context;
		this.#files = context.files.filter(({ path }) => path.endsWith("/package.json") && !isInModules(path));
		this.#locked = locked;
	}

	/** What cannot be read is left out: a manifest only says what is asked for. */
	of(project: string): readonly Value[] {
		const manifests: Value[] = [];
		for (let at = this.#firstBelow(project); at < this.#files.length && this.#left > 0; at++, this.#left--) {
			const file = this.#files[at];
			if (!file?.path.startsWith(`${project}/`)) break;
			if (!this.#isMemberOf(project, file.path)) continue;
			const { value } = parseJson(file.bytes, this.#context.limits);
			if (isObject(value)) manifests.push(value);
		}
		return manifests;
	}

	/** Files are in order of their paths. */
	#firstBelow(project: string): number {
		const prefix = `${project}/`;
		let from = 0;
		let to = this.#files.length;
		while (from < to) {
			const middle = (from + to) >> 1;
			if ((this.#files[middle]?.path ?? "") < prefix) from = middle + 1;
			else to = middle;
		}
		return from;
	}

	#isMemberOf(project: string, path: string): boolean {
		let folder = folderAbove(path);
		while (folder !== undefined && folder !== project && !this.#locked.has(folder)) folder = folderAbove(folder);
		return folder === project;
	}
}
