import type { Hash } from "@plimsoll/core";
import { distinctHashes, foreignHash, isHashAlgorithm } from "../../foreign-hash.ts";

/** Characters of an integrity text that are looked at; real ones have one or two hashes. */
const MAX_LENGTH = 2048;

/**
 * The hashes of a subresource integrity text, such as `sha512-…==`; those that are not well formed are left out.
 *
 * @see https://www.w3.org/TR/SRI/
 */
export function hashesOf(integrity: string | undefined): readonly Hash[] {
	const tokens = (integrity ?? "").slice(0, MAX_LENGTH).split(/\s+/);
	return distinctHashes(tokens.map(hashOfToken));
}

function hashOfToken(token: string): Hash | undefined {
	const dash = token.indexOf("-");
	const algorithm = token.slice(0, dash);
	const digest = token.slice(dash + 1).split("?", 1)[0];
	return isHashAlgorithm(algorithm) ? foreignHash(algorithm, "base64", digest) : undefined;
}
