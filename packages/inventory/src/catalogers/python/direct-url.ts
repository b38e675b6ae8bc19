import type { Hash, Limits } from "@plimsoll/core";
import { parseJson } from "../../formats/json.ts";
import type { Problem } from "../../formats/problem.ts";
import { field, objectOf, textField } from "../../formats/value.ts";
import { hashesOf } from "./archive-hash.ts";
import { vcsUrlOf } from "./vcs-url.ts";

/** Where a distribution came from that was not fetched by its name. */
export interface DirectUrl {
	/** The address of its code, where it was built of a checkout. */
	readonly vcsUrl?: string | undefined;
	/** Of the archive that it came in. */
	readonly hashes?: readonly Hash[];
	/** Whether it was built of, or even is, a folder of the machine that installed it. */
	readonly folder?: "editable" | "copied";
	readonly problem?: Problem;
}

/**
 * Reads `direct_url.json`, which installers leave beside the metadata of what they fetched by an address.
 *
 * @see https://packaging.python.org/en/latest/specifications/direct-url/
 */
export function readDirectUrl(bytes: Uint8Array, limits: Limits): DirectUrl {
	const { value, problem } = parseJson(bytes, limits);
	if (problem !== undefined) return { problem };

	const vcs = field(value, "vcs_info");
	const archive = field(value, "archive_info");
	const dir = field(value, "dir_info");
	const vcsUrl = vcsUrlOf(textField(vcs, "vcs") ?? "", textField(value, "url"), textField(vcs, "commit_id"));
	return {
		vcsUrl,
		hashes: archiveHashesIn(archive),
		...(dir === undefined ? {} : { folder: field(dir, "editable") === true ? "editable" : "copied" }),
	};
}

/** A table of hashes by algorithm; older installers wrote one as a text. */
function archiveHashesIn(archive: unknown): readonly Hash[] {
	const listed = Object.entries(objectOf(field(archive, "hashes"))).flatMap(([algorithm, digits]) =>
		hashesOf(`${algorithm}=${String(digits)}`),
	);
	return listed.length > 0 ? listed : hashesOf(textField(archive, "hash") ?? "");
}
