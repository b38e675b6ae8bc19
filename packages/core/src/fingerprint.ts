import { createHash } from "node:crypto";

/**
 * The fingerprint of a finding: a function of what it is about and not of where it is, so that baselines and code
 * scanning recognise it after lines, layers or versions moved.
 *
 * @param kind the finding's kind
 * @param id the vulnerability or rule
 * @param purl the package; its version, qualifiers and subpath are left out
 * @returns 32 hex digits
 */
export function fingerprintOf(kind: string, id: string, purl: string): string {
	return createHash("sha256")
		.update(JSON.stringify([kind, id, withoutVersion(purl)]))
		.digest("hex")
		.slice(0, 32);
}

function withoutVersion(purl: string): string {
	const bare = purl.split(/[?#]/, 1)[0] ?? purl;
	const at = bare.lastIndexOf("@");
	return at > bare.lastIndexOf("/") ? bare.slice(0, at) : bare;
}
