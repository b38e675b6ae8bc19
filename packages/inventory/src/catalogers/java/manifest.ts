import type { Limits } from "@plimsoll/core";
import { type Problem, tooLong } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import { LineCursor } from "../../text/line-cursor.ts";

/** The main attributes of a manifest, by their names in lower case. */
export type Manifest = ReadonlyMap<string, string>;

/**
 * Reads the main section of a manifest, which ends with the first empty line: later ones are about single entries. A line
 * that begins with a space continues the one before.
 *
 * @see https://docs.oracle.com/en/java/javase/21/docs/specs/jar/jar.html#jar-manifest
 */
export function readManifest(bytes: Uint8Array, limits: Limits, onProblem: (problem: Problem) => void): Manifest {
	const attributes = new Map<string, string>();
	const lines = new LineCursor(decodeText(bytes), limits.maxLineBytes);
	let joined = "";
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
		if (line === "" && attributes.size > 0) break;
	}
	takeAttribute(joined, attributes);
	return attributes;
}

/** Takes an attribute; the last of a name counts, as in `java.util.jar`. */
function takeAttribute(line: string, attributes: Map<string, string>): void {
	const colon = line.indexOf(":");
	if (colon > 0) attributes.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
}
