import type { FoundPackage } from "../../cataloger.ts";
import { isIdentifier } from "../../identifier.ts";
import { writePurl } from "../../purl.ts";
import type { DeclaredPackage, DistributionIdentity } from "./declaration.ts";

/** A distribution as a file of the Python world names it. */
export interface PythonPackage extends DeclaredPackage {
	readonly path: string;
	readonly container?: string;
	readonly licenses?: readonly string[];
}

/** Makes a found package of what a file says, under its normalised name; undefined where its name or version can be none. */
export function foundPythonPackage(python: PythonPackage): FoundPackage | undefined {
	const { version, path, container, licenses = [], direct, development, hashes = [], dependsOn = [] } = python;
	const purl = pythonPurl(python, python.vcsUrl);
	if (purl === undefined || !isPythonName(python.name) || !isIdentifier(version)) return undefined;

	const needed = dependsOn.flatMap((identity) => pythonPurl(identity) ?? []);
	return {
		purl,
		type: "pypi",
		name: normalizedName(python.name),
		version,
		ecosystem: "PyPI",
		licenses,
		path,
		...(container === undefined ? {} : { container }),
		...(direct === undefined ? {} : { direct }),
		...(development === undefined ? {} : { development }),
		...(hashes.length === 0 ? {} : { hashes }),
		...(needed.length === 0 ? {} : { dependsOn: needed }),
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

function pythonPurl({ name, version }: DistributionIdentity, vcsUrl?: string): string | undefined {
	if (!isPythonName(name) || !isIdentifier(version)) return undefined;
	return writePurl({
		type: "pypi",
		name: normalizedName(name),
		version,
		...(vcsUrl === undefined ? {} : { qualifiers: { vcs_url: vcsUrl } }),
	});
}

function isPythonName(value: unknown): value is string {
	return isIdentifier(value) && /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?$/u.test(value);
}
