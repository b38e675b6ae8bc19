import type { Limits } from "@plimsoll/core";
import type { CatalogContext, FoundFile, FoundPackage } from "../../cataloger.ts";
import { parseJson } from "../../formats/json.ts";
import { type Parsed, problemEntry } from "../../formats/problem.ts";
import { field, listOf, objectOf, textField } from "../../formats/value.ts";
import { licenseNames } from "../../license-names.ts";
import type { PackageIdentity } from "./lock-visitor.ts";
import { foundNpmPackage } from "./npm-package.ts";

/** Kinds of dependencies that are installed with a package. */
const PRODUCTION = ["dependencies", "optionalDependencies", "peerDependencies"];

/** What a `package.json` says of the package that it is of. */
export interface Manifest extends PackageIdentity {
	readonly licenses: readonly string[];
	/** Names of what it needs. */
	readonly needs: readonly string[];
	/** Names of what its archive brought along. */
	readonly bundles: readonly string[];
}

/** An installed package. */
export interface InstalledPackage {
	readonly found: FoundPackage;
	/** The folder that it lies in, as an absolute path. */
	readonly folder: string;
	readonly manifest: Manifest;
}

/**
 * The package that a `package.json` is of: one with a name and a version. Others are settings of a folder, or a project
 * that is not published.
 *
 * @param stray whether it lies where no package is installed: packages carry broken ones as data for their tests, which is
 *   no loss
 */
export function installedPackage(context: CatalogContext, { path, bytes }: FoundFile, stray: boolean): InstalledPackage | undefined {
	const { value: manifest, problem } = readManifest(bytes, context.limits);
	if (manifest === undefined) {
		const entry = problemEntry(path, problem);
		context.report(stray ? { code: "stray-malformed", message: entry.message, path } : entry);
		return undefined;
	}

	if (!manifest.name || !manifest.version) return undefined;
	const found = foundNpmPackage({ ...manifest, path });
	if (found !== undefined) return { found, folder: path.slice(0, path.lastIndexOf("/")), manifest };
	context.report({ code: "version-unresolved", message: `${path}: its name or version is none that a package can have`, path });
	return undefined;
}

/** Reads a `package.json`. */
export function readManifest(bytes: Uint8Array, limits: Limits): Parsed<Manifest> {
	const { value, problem } = parseJson(bytes, limits);
	if (problem !== undefined) return { problem };

	const needs = PRODUCTION.flatMap((kind) => Object.keys(objectOf(field(value, kind))));
	const identity = { name: textField(value, "name"), version: textField(value, "version")?.trim() };
	return { value: { ...identity, licenses: licensesOf(value), needs, bundles: bundledBy(value, needs) } };
}

/** A list of names, or `true` for all dependencies; both spellings of the field are in use. */
function bundledBy(value: unknown, needs: readonly string[]): readonly string[] {
	const bundled = field(value, "bundleDependencies") ?? field(value, "bundledDependencies");
	return bundled === true ? needs : listOf(bundled).filter((name) => typeof name === "string");
}

/** `license` is a text today; older packages have an object, or a list called `licenses`. */
function licensesOf(value: unknown): readonly string[] {
	const listed = [field(value, "license"), ...listOf(field(value, "licenses"))];
	return licenseNames(listed.map((license) => (typeof license === "string" ? license : textField(license, "type"))));
}
