import { compareText, type Hash } from "@plimsoll/core";
import { foreignHash, isHashAlgorithm } from "../../foreign-hash.ts";

/** Characters of an integrity text that are looked at; real ones have one or two hashes. */
const MAX_LENGTH = 2048;

/**
 * The hashes of a subresource integrity text, such as `sha512-…==`; those that are not well formed are left out.
 *
 * @see https://www.w3.org/TR/SRI/
 */
export function hashesOf(integrity: string | undefined): readonly Hash[] {
	const hashes = new Map<string, Hash>();
	for (const token of (integrity ?? "").slice(0, MAX_LENGTH).split(/\s+/)) {
		const dash = token.indexOf("-");
		const algorithm = token.slice(0, dash);
		const digest = token.slice(dash + 1).split("?", 1)[0];
		const hash = isHashAlgorithm(algorithm) ? foreignHash(algorithm, "base64", digest) : undefined;
		if (hash !== undefined && !hashes.has(algorithm)) hashes.set(algorithm, hash);
	}
	return [...hashes.values()].sort((a, b) => compareText(a.algorithm, b.algorithm));
}
