import { compareText, type Hash } from "@plimsoll/core";

/** Hexadecimal digits of each algorithm. */
const LENGTHS: Readonly<Record<Hash["algorithm"], number>> = { md5: 32, sha1: 40, sha256: 64, sha384: 96, sha512: 128 };

/** A hash as bills of materials write it, `SHA-256`, `SHA256` or `sha256`; undefined where it is none that the inventory has. */
export function hashOf(algorithm: string | undefined, value: string | undefined): Hash | undefined {
	const name = (algorithm ?? "").toLowerCase().replace("-", "");
	const digits = (value ?? "").toLowerCase();
	return isAlgorithm(name) && digits.length === LENGTHS[name] && /^[0-9a-f]+$/.test(digits)
		? { algorithm: name, value: digits }
		: undefined;
}

/** Hashes in the order of an inventory; of several by one algorithm the first. */
export function hashesOf(hashes: readonly (Hash | undefined)[]): readonly Hash[] {
	const byAlgorithm = new Map<string, Hash>();
	for (const hash of hashes) if (hash !== undefined && !byAlgorithm.has(hash.algorithm)) byAlgorithm.set(hash.algorithm, hash);
	return [...byAlgorithm.values()].sort((a, b) => compareText(a.algorithm, b.algorithm));
}

function isAlgorithm(name: string): name is Hash["algorithm"] {
	return Object.hasOwn(LENGTHS, name);
}
