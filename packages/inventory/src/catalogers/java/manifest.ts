import type { Limits } from "@plimsoll/core";
import { type Problem, tooLong } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import { LineCursor } from "../../text/line-cursor.ts";

/** Those main attributes of a manifest that tell what an archive is, by their names in lower case. */
export type Manifest = ReadonlyMap<string, string>;

const TELLING: ReadonlySet<string> = new Set([
	"automatic-module-name",
	"bundle-license",
	"bundle-symbolicname",
	"bundle-version",
	"extension-name",
	"group-id",
	"implementation-title",
	"implementation-vendor-id",
	"implementation-version",
	"plugin-version",
	"short-name",
	"specification-title",
	"specification-version",
	"weave-classes",
]);
/** Jenkins plug-ins number theirs. */
const LICENSE = /^plugin-license-name(-\d{1,3})?$/;
/** The specification's limit, and some. */
const MAX_NAME = 80;
/** Longer ones hold texts, not names. */
const MAX_VALUE = 2048;

/**
 * Reads the main section of a manifest, which ends with the first empty line: later ones are about single entries. A line
 * that begins with a space continues the one before; lines end with LF, CR or both.
 *
 * @see https://docs.oracle.com/en/java/javase/21/docs/specs/jar/jar.html#jar-manifest
 */
export function readManifest(bytes: Uint8Array, limits: Limits, onProblem: (problem: Problem) => void): Manifest {
	const attributes = new Map<string, string>();
	const lines = new LineCursor(decodeText(bytes).replace(/\r(?!\n)/g, "\n"), limits.maxLineBytes);
	let joined = "";
	let hasBegun = false;
	while (lines.next()) {
		const { line } = lines;
		if (lines.oversized || joined.length > limits.maxLineBytes) {
			onProblem(tooLong(lines.number, limits));
			joined = "";
			continue;
		}
		if (line[0] === " ") {
			joined += line.slice(1);
			continue;
		}
		takeAttribute(joined, attributes);
		joined = line;
		if (line === "" && hasBegun) break;
		hasBegun ||= line !== "";
	}
	takeAttribute(joined, attributes);
	return attributes;
}

/** Takes an attribute; the last of a name counts, as in `java.util.jar`. */
function takeAttribute(line: string, attributes: Map<string, string>): void {
	const colon = line.indexOf(":");
	if (colon <= 0) return;
	const name = line.slice(0, Math.min(colon, MAX_NAME)).trim().toLowerCase();
	const value = line.slice(colon + 1).trim();
	if (value.length <= MAX_VALUE && (TELLING.has(name) || LICENSE.test(name))) attributes.set(name, value);
}
