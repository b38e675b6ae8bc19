import { findJsonProblem, type Limits } from "@plimsoll/core";
import { decodeText } from "../text/decode.ts";
import { parseJson } from "./json.ts";
import type { Problem } from "./problem.ts";
import { isObject, type Value } from "./value.ts";

/**
 * The object that a lock in JSON is; undefined, and said, where it is none. A key that an object has twice is said, too: of
 * two readers one may take the first and another the last, as this one does.
 */
export function parseLockJson(bytes: Uint8Array, limits: Limits, onProblem: (problem: Problem) => void): Value | undefined {
	const { value, problem } = parseJson(bytes, limits);
	if (problem !== undefined || !isObject(value)) {
		onProblem(problem ?? { code: "file-malformed", message: "expected an object" });
		return undefined;
	}

	const ambiguity = findJsonProblem(decodeText(bytes), limits.maxDepth);
	if (ambiguity !== undefined) onProblem({ code: "file-malformed", message: `${ambiguity.problem}; the last one is read` });
	return value;
}
