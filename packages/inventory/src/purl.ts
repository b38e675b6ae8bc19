import { compareText } from "@plimsoll/core";

/** The parts of a package URL, as the type's rules demand them but not yet encoded. */
export interface PurlParts {
	readonly type: string;
	/** Segments are separated by `/`. */
	readonly namespace?: string | undefined;
	readonly name: string;
	readonly version: string;
	readonly qualifiers?: Readonly<Record<string, string | undefined>>;
	/** A place inside the package; segments are separated by `/`. */
	readonly subpath?: string | undefined;
}

/**
 * Writes a package URL. Everything but unreserved characters is percent-encoded, colons and plus signs of versions too:
 * the specification allows both spellings of a colon, and Syft, Trivy and Grype write this one.
 *
 * Written out here because a purl is made for each of up to hundreds of thousands of packages; tests compare it with
 * `packageurl-js`.
 *
 * @example writePurl({ type: "deb", namespace: "debian", name: "bash", version: "5.2.15-2", qualifiers: { arch: "amd64" } })
 * @see https://github.com/package-url/purl-spec/blob/main/PURL-SPECIFICATION.rst
 */
export function writePurl(parts: PurlParts): string {
	const namespace = parts.namespace === undefined ? "" : `${parts.namespace.split("/").map(encode).join("/")}/`;
	return `pkg:${parts.type}/${namespace}${encode(parts.name)}@${encode(parts.version)}${queryOf(parts.qualifiers)}${fragmentOf(parts)}`;
}

function fragmentOf({ subpath }: PurlParts): string {
	return subpath === undefined ? "" : `#${subpath.split("/").map(encode).join("/")}`;
}

function queryOf(qualifiers: PurlParts["qualifiers"]): string {
	let query = "";
	for (const key of Object.keys(qualifiers ?? {}).sort(compareText)) {
		const value = qualifiers?.[key];
		if (value === undefined || value === "") continue;
		query += `${query === "" ? "?" : "&"}${key}=${encode(value)}`;
	}
	return query;
}

function encode(text: string): string {
	if (/^[A-Za-z0-9._~-]*$/.test(text)) return text;
	return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, percent);
}

function percent(character: string): string {
	return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
