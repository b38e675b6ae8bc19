import type { PurlParts } from "./purl.ts";
import { PURL_TYPES } from "./purl-types.ts";

/** A package URL's parts, decoded and normalised; versions are optional in what others write. */
export interface ReadPurl extends Omit<PurlParts, "version" | "qualifiers"> {
	readonly version?: string;
	/** By their keys, in lower case. */
	readonly qualifiers: ReadonlyMap<string, string>;
}

/** Longer than any name, version and handful of qualifiers. */
const MAX_LENGTH = 8192;

/**
 * Reads a package URL: from its end to its start, as the specification has it, each part decoded and written as the type's
 * rules demand. Takes the scope of an npm package with a plain `@`, as many write it.
 *
 * @returns undefined where the text is none
 * @see https://github.com/package-url/purl-spec/blob/main/PURL-SPECIFICATION.rst
 */
export function readPurl(text: string): ReadPurl | undefined {
	if (text.length > MAX_LENGTH) return undefined;
	try {
		return read(text.trim());
	} catch (error) {
		if (error instanceof URIError) return undefined;
		throw error;
	}
}

function read(text: string): ReadPurl | undefined {
	const [beforeFragment, fragment] = splitLast(text, "#");
	const [beforeQuery, query] = splitLast(beforeFragment, "?");
	const typeAndRest = /^pkg:\/*([^/]+)\/(.+)$/is.exec(beforeQuery);
	const type = typeAndRest?.[1]?.toLowerCase() ?? "";
	if (!/^[a-z][a-z0-9.+-]*$/.test(type)) return undefined;

	const [path, version] = splitVersion(typeAndRest?.[2] ?? "");
	const segments = path.split("/").filter(Boolean).map(decodeURIComponent);
	const name = segments.pop();
	const qualifiers = readQualifiers(query ?? "");
	if (name === undefined || qualifiers === undefined) return undefined;

	const namespace = segments.join("/");
	const subpath = subpathOf(fragment ?? "");
	return normalised({
		type,
		name,
		...(namespace === "" ? {} : { namespace }),
		...(version === undefined || version === "" ? {} : { version: decodeURIComponent(version) }),
		qualifiers,
		...(subpath === "" ? {} : { subpath }),
	});
}

/** At the last `@`, unless a segment begins with it: that is an npm scope. */
function splitVersion(rest: string): readonly [path: string, version: string | undefined] {
	const at = rest.lastIndexOf("@");
	return at <= 0 || rest[at - 1] === "/" ? [rest, undefined] : [rest.slice(0, at), rest.slice(at + 1)];
}

function splitLast(text: string, mark: string): readonly [before: string, after: string | undefined] {
	const at = text.lastIndexOf(mark);
	return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

/** Empty values count as absent. Undefined where a key can be none. */
function readQualifiers(query: string): ReadonlyMap<string, string> | undefined {
	const qualifiers = new Map<string, string>();
	for (const pair of query.split("&")) {
		if (pair === "") continue;
		const equals = pair.indexOf("=");
		const key = pair.slice(0, equals === -1 ? pair.length : equals).toLowerCase();
		if (!/^[a-z.\-_][a-z0-9.\-_]*$/.test(key)) return undefined;
		const value = equals === -1 ? "" : decodeURIComponent(pair.slice(equals + 1));
		if (value !== "" && !qualifiers.has(key)) qualifiers.set(key, value);
	}
	return qualifiers;
}

function subpathOf(fragment: string): string {
	const segments = fragment.split("/").map(decodeURIComponent);
	return segments.filter((segment) => segment !== "" && segment !== "." && segment !== "..").join("/");
}

function normalised(purl: ReadPurl): ReadPurl {
	const rules = PURL_TYPES.get(purl.type);
	if (rules === undefined) return purl;

	const lowered: { namespace?: string; name?: string; version?: string } = {};
	for (const part of rules.lower ?? []) {
		const text = purl[part];
		if (text !== undefined) lowered[part] = text.toLowerCase();
	}
	const name = lowered.name ?? purl.name;
	return { ...purl, ...lowered, name: rules.normaliseName?.(name) ?? name };
}
