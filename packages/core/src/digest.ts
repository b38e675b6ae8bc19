import { createHash, type Hash } from "node:crypto";

const HEX_LENGTHS = { sha256: 64, sha384: 96, sha512: 128 } as const;

/** A digest algorithm that Plimsoll verifies. */
export type DigestAlgorithm = keyof typeof HEX_LENGTHS;

/** A content digest as the OCI image specification writes it: `algorithm:hex`, lower case. */
export type Digest = `${DigestAlgorithm}:${string}`;

/**
 * Whether a text is a digest of a known algorithm, with the right number of lower-case hex digits.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests
 */
export function isDigest(text: unknown): text is Digest {
	if (typeof text !== "string") return false;

	const [algorithm, hex, ...rest] = text.split(":");
	if (hex === undefined || rest.length > 0 || !isAlgorithm(algorithm)) return false;
	return hex.length === HEX_LENGTHS[algorithm] && /^[0-9a-f]+$/.test(hex);
}

/** The digest of bytes that are at hand as a whole; `sha256` unless another algorithm is named. */
export function digestOf(bytes: Uint8Array | string, algorithm: DigestAlgorithm = "sha256"): Digest {
	return `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`;
}

/** The algorithm of a digest. */
export function algorithmOf(digest: Digest): DigestAlgorithm {
	return digest.slice(0, digest.indexOf(":")) as DigestAlgorithm;
}

/** The hex digits of a digest, without its algorithm. */
export function hexOf(digest: Digest): string {
	return digest.slice(digest.indexOf(":") + 1);
}

/** A digest computed piece by piece, for bytes that pass by in a stream. */
export interface Digester {
	update(bytes: Uint8Array): void;
	/** Ends the computation; callable once. */
	digest(): Digest;
}

/** Starts a digest over a stream; `sha256` unless another algorithm is named. */
export function createDigester(algorithm: DigestAlgorithm = "sha256"): Digester {
	const hash: Hash = createHash(algorithm);
	return {
		update: (bytes) => void hash.update(bytes),
		digest: () => `${algorithm}:${hash.digest("hex")}`,
	};
}

function isAlgorithm(text: string | undefined): text is DigestAlgorithm {
	return text !== undefined && Object.hasOwn(HEX_LENGTHS, text);
}
