import { posix } from "node:path";
import type { CatalogContext } from "../../cataloger.ts";
import { parseJson } from "../../formats/json.ts";
import { problemEntry } from "../../formats/problem.ts";
import { field, textField } from "../../formats/value.ts";
import { namesIn } from "./required.ts";

/** What a project says of itself in its `composer.json`. */
export interface Project {
	/** Names of what it requires itself, for running or for development. */
	readonly direct: ReadonlySet<string>;
	/** Where its packages are installed, as an absolute path. */
	readonly vendor: string;
}

/** Reads the `composer.json` of projects, each once, when something asks for it. */
export class Projects {
	readonly #context: CatalogContext;
	readonly #files: ReadonlyMap<string, Uint8Array>;
	readonly #projects: Map<string, Project | undefined> = new Map();

	constructor(context: CatalogContext) {
		this.#context = context;
		this.#files = new Map(context.files.map(({ path, bytes }) => [path, bytes]));
	}

	/** @param folder an absolute path, the root being the empty text */
	at(folder: string): Project | undefined {
		if (!this.#projects.has(folder)) this.#projects.set(folder, this.#read(folder));
		return this.#projects.get(folder);
	}

	#read(folder: string): Project | undefined {
		const path = `${folder}/composer.json`;
		const bytes = this.#files.get(path);
		if (bytes === undefined) return undefined;

		const { value, problem } = parseJson(bytes, this.#context.limits);
		if (problem !== undefined) {
			this.#context.report(problemEntry(path, problem));
			return undefined;
		}
		const direct = new Set([...namesIn(value, "require"), ...namesIn(value, "require-dev")]);
		return { direct, vendor: posix.resolve(`${folder}/`, textField(field(value, "config"), "vendor-dir") ?? "vendor") };
	}
}
