import type { Hash } from "@plimsoll/core";
import type { FoundPackage } from "../../cataloger.ts";
import { foreignHash } from "../../foreign-hash.ts";
import { field, textField } from "../../formats/value.ts";
import { isIdentifier } from "../../identifier.ts";
import { licenseNames } from "../../license-names.ts";
import { writePurl } from "../../purl.ts";

/** What archives end in. */
const ARCHIVE = /\.(conda|tar\.bz2)$/;

/** The package that a file of `conda-meta` tells of; undefined where it names none. */
export function condaPackage(value: unknown, path: string): FoundPackage | undefined {
	const name = field(value, "name");
	const version = field(value, "version");
	if (!isIdentifier(name) || !isIdentifier(version)) return undefined;

	const qualifiers = {
		build: identifierIn(value, "build") ?? identifierIn(value, "build_string"),
		channel: channelOf(value),
		subdir: identifierIn(value, "subdir"),
		type: ARCHIVE.exec(textField(value, "fn") ?? textField(value, "url") ?? "")?.[1],
	};
	return {
		purl: writePurl({ type: "conda", name, version, qualifiers }),
		type: "conda",
		name,
		version,
		licenses: licenseNames([field(value, "license")]),
		path,
		...hashesField(value),
	};
}

/** A channel's name; its address ends in it, and may have a password in front. */
function channelOf(value: unknown): string | undefined {
	const channel = identifierIn(value, "channel");
	const subdir = identifierIn(value, "subdir");
	const parts = (channel ?? "").split("/").filter((part) => part !== "" && part !== subdir);
	return parts.at(-1);
}

function hashesField(value: unknown): { readonly hashes?: readonly Hash[] } {
	const hashes = [foreignHash("md5", "hex", field(value, "md5")), foreignHash("sha256", "hex", field(value, "sha256"))];
	const valid = hashes.filter((hash) => hash !== undefined);
	return valid.length === 0 ? {} : { hashes: valid };
}

function identifierIn(value: unknown, key: string): string | undefined {
	const found = field(value, key);
	return isIdentifier(found) ? found : undefined;
}
