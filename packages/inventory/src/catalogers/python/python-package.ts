import type { FoundPackage } from "../../cataloger.ts";
import { isIdentifier } from "../../identifier.ts";
import { writePurl } from "../../purl.ts";

/** A distribution as a file of the Python world names it. */
export interface PythonPackage {
	readonly name: unknown;
	readonly version: unknown;
	readonly path: string;
	readonly licenses?: readonly string[];
	readonly direct?: boolean | undefined;
	readonly development?: boolean | undefined;
}

/** Makes a found package of what a file says, under its normalised name; undefined where its name or version can be none. */
export function foundPythonPackage(python: PythonPackage): FoundPackage | undefined {
	const { version, path, licenses = [], direct, development } = python;
	if (!isPythonName(python.name) || !isIdentifier(version)) return undefined;

	const name = normalizedName(python.name);
	return {
		purl: writePurl({ type: "pypi", name, version }),
		type: "pypi",
		name,
		version,
		ecosystem: "PyPI",
		licenses,
		path,
		...(direct === undefined ? {} : { direct }),
		...(development === undefined ? {} : { development }),
	};
}

/**
 * The name that all spellings of a distribution's name share.
 *
 * @see https://peps.python.org/pep-0503/#normalized-names
 */
export function normalizedName(name: string): string {
	return name.replace(/[-_.]+/g, "-").toLowerCase();
}

function isPythonName(value: unknown): value is string {
	return isIdentifier(value) && /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?$/u.test(value);
}
