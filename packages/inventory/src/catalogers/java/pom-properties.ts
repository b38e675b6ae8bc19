import type { Limits } from "@plimsoll/core";
import { type Problem, tooLong } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import { LineCursor } from "../../text/line-cursor.ts";

/**
 * Reads the `pom.properties` that Maven puts into what it builds: `key=value` lines and comments.
 *
 * @see https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html#load(java.io.Reader)
 */
export function readPomProperties(bytes: Uint8Array, limits: Limits, onProblem: (problem: Problem) => void): ReadonlyMap<string, string> {
	const values = new Map<string, string>();
	const lines = new LineCursor(decodeText(bytes), limits.maxLineBytes);
	while (lines.next()) {
		if (lines.oversized) {
			onProblem(tooLong(lines.number, limits));
			continue;
		}
		const line = lines.line.trim();
		const end = line.search(/[\s=:]/);
		if (end <= 0 || line[0] === "#" || line[0] === "!") continue;
		const value = line.slice(end).trimStart().replace(/^[=:]/, "").trimStart();
		values.set(line.slice(0, end), value.replace(/\\(.)/g, "$1"));
	}
	return values;
}
