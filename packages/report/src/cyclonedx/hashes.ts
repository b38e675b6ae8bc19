import type { Hash } from "@plimsoll/core";

/** A `hash` of a component. */
export interface CdxHash {
	readonly alg: string;
	readonly content: string;
}

const NAMES: Readonly<Record<Hash["algorithm"], string>> = {
	md5: "MD5",
	sha1: "SHA-1",
	sha256: "SHA-256",
	sha384: "SHA-384",
	sha512: "SHA-512",
};

/** A hash as CycloneDX names it. */
export function cdxHash({ algorithm, value }: Hash): CdxHash {
	return { alg: NAMES[algorithm], content: value };
}
