import type { CatalogContext, FoundFile, FoundPackage } from "../../cataloger.ts";
import { fileName } from "../../file-name.ts";
import { problemEntry } from "../../formats/problem.ts";
import { licenseNames } from "../../license-names.ts";
import { decodeText } from "../../text/decode.ts";
import { foundGem, gemPurl } from "./gem-package.ts";
import { type Gemspec, readGemspec } from "./gemspec.ts";

/** The folder of all gems of one kind, and what lies in it: `PREFIX/specifications/…`, `PREFIX/bundler/gems/…`. */
const PLACE = /^(.*?)\/(specifications|(?:bundler|vendor)\/gems)\/(.+)$/;

/** Bundler looks for specifications so deep in a git repository, which may hold several gems. */
const MAX_DEPTH = 4;

/** A gem with a specification. */
export interface InstalledGem {
	readonly path: string;
	/** The folder that RubyGems or Bundler keeps gems below. */
	readonly home: string;
	readonly spec: Gemspec;
}

/**
 * Whether a file is the specification of an installed gem: one that RubyGems keeps in `specifications`; one in a git
 * repository that Bundler installed from, or in a gem that a project carries along. Gems bring a specification of their own,
 * too: it says how they are developed.
 */
export function isInstalled(path: string, name: string = fileName(path)): boolean {
	if (!name.endsWith(".gemspec")) return false;

	const [, , place, rest = ""] = PLACE.exec(path) ?? [];
	const depth = rest.split("/", MAX_DEPTH + 1).length;
	return place === "specifications" || (place !== undefined && depth >= 2 && depth <= MAX_DEPTH);
}

/** Reads the specification of an installed gem; undefined where it is not that of a gem. */
export function readInstalled(context: CatalogContext, { path, bytes }: FoundFile): InstalledGem | undefined {
	const [, home = "", place = ""] = PLACE.exec(path) ?? [];
	const spec = readGemspec(decodeText(bytes), context.limits, (problem) => context.report(problemEntry(path, problem)));
	// In a repository, only those that Bundler installed have been written anew by it.
	if (place === "bundler/gems" && !spec.isWritten) return undefined;
	if (gemPurl(spec) !== undefined) return { path, home, spec };

	const message = "expected a specification with a valid name and version";
	if (place === "specifications") context.report(problemEntry(path, { code: "file-malformed", message }));
	else context.report({ code: "version-unresolved", message: `${path}: ${message}; it may compute them`, path });
	return undefined;
}

/** Makes a found package of an installed gem. */
export function foundInstalled({ path, spec }: InstalledGem, dependsOn: readonly string[]): FoundPackage | undefined {
	return foundGem(spec, { path, licenses: licenseNames(spec.licenses), dependsOn });
}
