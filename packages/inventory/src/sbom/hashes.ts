import type { Hash } from "@plimsoll/core";
import { foreignHash, isHashAlgorithm } from "../foreign-hash.ts";

/** A hash as bills of materials write it, `SHA-256`, `SHA256` or `sha256`; undefined where it is none that the inventory has. */
export function hashOf(algorithm: string | undefined, value: string | undefined): Hash | undefined {
	const name = (algorithm ?? "").toLowerCase().replace("-", "");
	return isHashAlgorithm(name) ? foreignHash(name, "hex", value) : undefined;
}
