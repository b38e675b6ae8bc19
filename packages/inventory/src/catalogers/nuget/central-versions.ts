import type { CatalogContext } from "../../cataloger.ts";
import { problemEntry } from "../../formats/problem.ts";
import { type BuildFile, type PackageItem, readBuildFile, resolveProperties } from "./build-file.ts";

const NAME = "Directory.Packages.props";

/** Versions that several projects share. */
export interface SharedVersions {
	readonly path: string;
	readonly properties: ReadonlyMap<string, string>;
	/** By names in lower case. */
	readonly versions: ReadonlyMap<string, string>;
}

/**
 * Finds the `Directory.Packages.props` of projects: the nearest one upwards, which is the only one that counts.
 *
 * @see https://learn.microsoft.com/en-us/nuget/consume-packages/central-package-management
 */
export class CentralVersions {
	readonly #context: CatalogContext;
	readonly #files: ReadonlyMap<string, Uint8Array>;
	readonly #shared: Map<string, SharedVersions> = new Map();
	readonly #onEverywhere: (item: PackageItem, shared: SharedVersions) => void;

	/** @param onEverywhere takes what a file gives to every project; once, when the first project asks for it */
	constructor(context: CatalogContext, onEverywhere: (item: PackageItem, shared: SharedVersions) => void) {
		this.#context = context;
		this.#files = new Map(context.files.filter(({ path }) => path.endsWith(`/${NAME}`)).map(({ path, bytes }) => [path, bytes]));
		this.#onEverywhere = onEverywhere;
	}

	/** @param path of the project's file */
	of(path: string): SharedVersions | undefined {
		for (let folder = path; folder !== ""; ) {
			folder = folder.slice(0, folder.lastIndexOf("/"));
			const found = `${folder}/${NAME}`;
			const bytes = this.#files.get(found);
			if (bytes !== undefined) return this.#shared.get(found) ?? this.#read(found, bytes);
		}
		return undefined;
	}

	#read(path: string, bytes: Uint8Array): SharedVersions {
		const file = readBuildFile(bytes, this.#context.limits);
		if (file.problem !== undefined) this.#context.report(problemEntry(path, file.problem));
		const shared = { path, properties: file.properties, versions: versionsOf(file) };
		this.#shared.set(path, shared);
		for (const item of file.items) if (item.kind === "GlobalPackageReference") this.#onEverywhere(item, shared);
		return shared;
	}
}

function versionsOf({ items, properties }: BuildFile): ReadonlyMap<string, string> {
	const versions = new Map<string, string>();
	for (const { kind, names, metadata } of items) {
		const version = kind === "PackageVersion" ? resolveProperties(metadata.get("Version") ?? "", properties) : undefined;
		for (const name of version === undefined ? [] : names) versions.set(name.toLowerCase(), version ?? "");
	}
	return versions;
}
