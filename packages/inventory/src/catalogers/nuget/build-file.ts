import type { Limits } from "@plimsoll/core";
import type { Problem } from "../../formats/problem.ts";
import { readXml } from "../../formats/xml.ts";
import { readAttributes } from "../../formats/xml-attributes.ts";

/** What a file of MSBuild says of a package, or of several alike. */
export interface PackageItem {
	/** `PackageReference`, `PackageVersion`, … */
	readonly kind: string;
	readonly names: readonly string[];
	/** `Version`, `VersionOverride`, `PrivateAssets`, as attributes or elements. */
	readonly metadata: Map<string, string>;
}

/** What a file of MSBuild says of packages. */
export interface BuildFile {
	readonly items: readonly PackageItem[];
	/** By names in lower case, since MSBuild does not tell cases apart. The last value counts, whatever its condition. */
	readonly properties: ReadonlyMap<string, string>;
	readonly problem: Problem | undefined;
}

const KINDS: ReadonlySet<string> = new Set(["PackageReference", "PackageVersion", "GlobalPackageReference"]);
/** References inside references; values longer than this are no versions. */
const MAX_ROUNDS = 16;
const MAX_VALUE = 128;

/**
 * Reads a project file, or one that projects import. Conditions are not evaluated: what holds under any of them counts.
 *
 * @see https://learn.microsoft.com/en-us/visualstudio/msbuild/msbuild-project-file-schema-reference
 */
export function readBuildFile(bytes: Uint8Array, limits: Limits): BuildFile {
	const items: PackageItem[] = [];
	const properties = new Map<string, string>();
	/** What is open, from the outside; undefined for what is no package. */
	const open: (PackageItem | undefined)[] = [];
	const problem = readXml(bytes, limits, {
		open: (path, tag) => {
			const kind = nameOf(path);
			const item = KINDS.has(kind) && parentOf(path) === "ItemGroup" ? itemOf(kind, readAttributes(tag)) : undefined;
			open.push(item);
			if (item !== undefined) items.push(item);
		},
		close: (path, text) => {
			open.pop();
			const name = nameOf(path);
			if (parentOf(path) === "PropertyGroup" && text.length <= MAX_VALUE) properties.set(name.toLowerCase(), text);
			open.at(-1)?.metadata.set(name, text);
		},
	});
	return { items, properties, problem };
}

/**
 * A text with its references to properties, `$(Name)`, resolved; undefined where one is unknown.
 *
 * @param scopes where to look, the first that has a property counting
 */
export function resolveProperties(text: string, ...scopes: readonly ReadonlyMap<string, string>[]): string | undefined {
	let resolved = text;
	for (let round = 0; round < MAX_ROUNDS && resolved.length <= MAX_VALUE; round++) {
		if (!resolved.includes("$(")) return resolved;
		resolved = resolved.replace(/\$\((\w+)\)/g, (whole, name: string) => valueIn(scopes, name.toLowerCase()) ?? whole);
	}
	return undefined;
}

function valueIn(scopes: readonly ReadonlyMap<string, string>[], name: string): string | undefined {
	return scopes.find((scope) => scope.has(name))?.get(name);
}

/** What includes nothing only changes what was said before. */
function itemOf(kind: string, attributes: ReadonlyMap<string, string>): PackageItem {
	const names = (attributes.get("Include") ?? "").split(";").map((name) => name.trim());
	return { kind, names: names.filter((name) => name !== ""), metadata: new Map(attributes) };
}

function nameOf(path: string): string {
	return path.slice(path.lastIndexOf("/") + 1);
}

function parentOf(path: string): string {
	return nameOf(path.slice(0, Math.max(0, path.lastIndexOf("/"))));
}
