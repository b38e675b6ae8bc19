import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { parseJson } from "../../formats/json.ts";
import { problemEntry } from "../../formats/problem.ts";
import { field, isObject, listOf, textField, type Value } from "../../formats/value.ts";

/** A package in a list, and whether only development needs it, where the list says so. */
export interface ListedPackage {
	readonly entry: Value;
	readonly development: boolean | undefined;
}

/** Reads `composer.lock`; undefined where it is none, which is reported. */
export function readLock(context: CatalogContext, file: FoundFile): readonly ListedPackage[] | undefined {
	const value = read(context, file);
	if (value === undefined) return undefined;

	const packages = field(value, "packages");
	if (!Array.isArray(packages)) return refuse(context, file);
	return [...listed(packages, () => false), ...listed(listOf(field(value, "packages-dev")), () => true)];
}

/**
 * Reads `installed.json`: Composer 2 has an object that also says what is for development, Composer 1 just the list. Undefined
 * where it is none, which is reported.
 */
export function readInstalled(context: CatalogContext, file: FoundFile): readonly ListedPackage[] | undefined {
	const value = read(context, file);
	if (value === undefined) return undefined;
	if (Array.isArray(value)) return listed(value, () => undefined);

	const packages = field(value, "packages");
	if (!Array.isArray(packages)) return refuse(context, file);
	const names = field(value, "dev-package-names");
	const development = new Set(listOf(names));
	return listed(packages, (entry) => (Array.isArray(names) ? development.has(textField(entry, "name")) : undefined));
}

function read({ limits, report }: CatalogContext, { path, bytes }: FoundFile): unknown {
	const { value, problem } = parseJson(bytes, limits);
	if (problem !== undefined) report(problemEntry(path, problem));
	return value;
}

function refuse({ report }: CatalogContext, { path }: FoundFile): undefined {
	report(problemEntry(path, { code: "file-malformed", message: "expected a list of packages" }));
}

function listed(packages: readonly unknown[], developmentOf: (entry: Value) => boolean | undefined): readonly ListedPackage[] {
	// An entry that is no object has no name either, and is told of by that.
	const entries = packages.map((entry) => (isObject(entry) ? entry : {}));
	return entries.map((entry) => ({ entry, development: developmentOf(entry) }));
}
