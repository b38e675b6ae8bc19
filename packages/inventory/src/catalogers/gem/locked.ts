import type { Hash } from "@plimsoll/core";
import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { foreignHash } from "../../foreign-hash.ts";
import { problemEntry } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import { GemIndex } from "./gem-index.ts";
import { foundGem, gemPurl } from "./gem-package.ts";
import { type LockedGem, lockKey, readGemfileLock } from "./gemfile-lock.ts";

/** Adds the gems that a lock file names. */
export function addLocked(context: CatalogContext, { path, bytes }: FoundFile): void {
	const { limits, report } = context;
	const lock = readGemfileLock(decodeText(bytes), limits, (problem) => report(problemEntry(path, problem)));
	const index = indexOf(lock.gems);
	for (const gem of lock.gems) {
		const found = foundGem(gem, {
			path,
			direct: lock.direct.has(gem.name),
			dependsOn: neededBy(gem, index),
			hashes: hashesOf(lock.checksums.get(lockKey(gem))),
		});
		if (found !== undefined) context.add(found);
		else report(problemEntry(path, { code: "file-malformed", message: "an entry without a valid name and version" }));
	}
}

function indexOf(gems: readonly LockedGem[]): GemIndex {
	const index = new GemIndex();
	for (const gem of gems) index.add(gemPurl(gem) ?? "", gem.name, `${gem.name} ${gem.platform ?? ""}`);
	return index;
}

/** A lock has one version of a gem, for one or more platforms: the same one, else plain Ruby's, else any. */
function neededBy({ dependencies, platform }: LockedGem, index: GemIndex): readonly string[] {
	return [...dependencies].flatMap((name) => index.find(`${name} ${platform ?? ""}`, `${name} `, name));
}

function hashesOf(checksums: string | undefined): readonly Hash[] {
	const hashes = checksums?.split(",").map((checksum) => /^sha256=(.*)$/.exec(checksum)?.[1]) ?? [];
	return hashes.flatMap((digits) => foreignHash("sha256", "hex", digits) ?? []).slice(0, 1);
}
