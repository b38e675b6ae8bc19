import type { Digest, Hash } from "@plimsoll/core";
import { algorithmOf, hexOf } from "@plimsoll/core";

/** Hex digits of each algorithm's hashes. */
const LENGTHS: Readonly<Record<Hash["algorithm"], number>> = { md5: 32, sha1: 40, sha256: 64, sha384: 96, sha512: 128 };

/** The hashes that are what they say: of the right length, in hexadecimal digits. */
export function soundHashes(hashes: readonly Hash[]): readonly Hash[] {
	return hashes.filter(({ algorithm, value }) => value.length === LENGTHS[algorithm] && /^[0-9a-f]+$/.test(value));
}

/** A digest as a hash. */
export function hashOf(digest: Digest): Hash {
	return { algorithm: algorithmOf(digest), value: hexOf(digest) };
}
