import type { Hash } from "@plimsoll/core";
import { foreignHash, isHashAlgorithm } from "../../foreign-hash.ts";
import { field, isObject, textField } from "../../formats/value.ts";

/** An archive that a lock file names. */
interface LockedArchive {
	/** Its name or address. */
	readonly file: string;
	/** `sha256:` and digits. */
	readonly hash: string;
}

/**
 * The hash of the archive that is installed, as far as a lock leaves no choice: the only archive, or the only wheel for every
 * platform, which installers prefer to the source. Of a package with a wheel for each platform nobody knows which one it was.
 *
 * @param tables the archives as a lock has them: a table each, with a name or address, and one hash or some by algorithm
 */
export function archiveHashes(tables: readonly unknown[]): readonly Hash[] {
	const archives = tables.filter(isObject).map(readArchive);
	const universal = archives.filter(({ file }) => file.endsWith("-none-any.whl"));
	const [chosen, ...others] = archives.length === 1 ? archives : universal;
	return chosen === undefined || others.length > 0 ? [] : hashesOf(chosen.hash);
}

function readArchive(table: unknown): LockedArchive {
	const file = ["file", "name", "url", "path"].map((key) => textField(table, key)).find((text) => text !== undefined);
	const sha256 = textField(field(table, "hashes"), "sha256");
	return { file: file ?? "", hash: textField(table, "hash") ?? `sha256:${sha256 ?? ""}` };
}

/** A hash written as its algorithm, a colon or equals sign, and its digits; none where it is not well formed. */
export function hashesOf(text: string): readonly Hash[] {
	const [, algorithm = "", digits] = /^([a-z0-9]{3,6})[:=]([0-9A-Fa-f]{32,128})$/.exec(text) ?? [];
	const hash = isHashAlgorithm(algorithm) ? foreignHash(algorithm, "hex", digits) : undefined;
	return hash === undefined ? [] : [hash];
}
