import { compareText, type Hash } from "@plimsoll/core";

/** Bytes of a hash, by its algorithm. */
const LENGTHS: Readonly<Record<Hash["algorithm"], number>> = { md5: 16, sha1: 20, sha256: 32, sha384: 48, sha512: 64 };

/** A hash that a file gives in hexadecimal digits or in base64; undefined where it is none of the algorithm. */
export function foreignHash(algorithm: Hash["algorithm"], encoding: "hex" | "base64", text: unknown): Hash | undefined {
	const length = LENGTHS[algorithm];
	if (typeof text !== "string" || text.length > 2 * length) return undefined;

	const bytes = Buffer.from(text, encoding);
	return bytes.length === length ? { algorithm, value: bytes.toString("hex") } : undefined;
}

/** Whether a text names an algorithm that hashes are given by. */
export function isHashAlgorithm(text: string): text is Hash["algorithm"] {
	return Object.hasOwn(LENGTHS, text);
}

/** Hashes in the order of an inventory; of several by one algorithm the first. */
export function distinctHashes(hashes: readonly (Hash | undefined)[]): readonly Hash[] {
	const byAlgorithm = new Map<string, Hash>();
	for (const hash of hashes) if (hash !== undefined && !byAlgorithm.has(hash.algorithm)) byAlgorithm.set(hash.algorithm, hash);
	return [...byAlgorithm.values()].sort((a, b) => compareText(a.algorithm, b.algorithm));
}
