import type { Limits } from "@plimsoll/core";
import { type Problem, tooLong } from "../../formats/problem.ts";
import { licenseNames } from "../../license-names.ts";
import { LineCursor } from "../../text/line-cursor.ts";

/** What the head of a metadata file says. */
export interface Metadata {
	readonly name: string | undefined;
	readonly version: string | undefined;
	readonly licenses: readonly string[];
	/** Lines of `Requires-Dist`: a requirement each, with its marker. */
	readonly requires: readonly string[];
}

/**
 * Reads the header fields of a distribution's metadata, up to the first empty line; the description behind it is prose.
 *
 * @see https://packaging.python.org/en/latest/specifications/core-metadata/
 */
export function readMetadata(text: string, limits: Limits, onProblem: (problem: Problem) => void): Metadata {
	const fields = new Map<string, string>();
	const lists: Lists = { classified: new Set(), requires: [] };
	const lines = new LineCursor(text, limits.maxLineBytes);
	while (lines.next()) {
		const { line, number } = lines;
		if (lines.oversized) {
			onProblem(tooLong(number, limits));
			continue;
		}
		if (line === "") break;
		takeField(line, fields, lists);
	}
	const { classified, requires } = lists;
	return { name: fields.get("name"), version: fields.get("version"), licenses: licensesOf(fields, classified), requires };
}

/** Fields that may come more than once. */
interface Lists {
	readonly classified: Set<string>;
	readonly requires: string[];
}

/** Takes a field; the first of a name counts. Continued lines, which begin with white space, belong to fields not needed. */
function takeField(line: string, fields: Map<string, string>, { classified, requires }: Lists): void {
	const colon = line.indexOf(":");
	if (colon <= 0 || line[0] === " " || line[0] === "\t") return;

	const name = line.slice(0, colon).toLowerCase();
	const value = line.slice(colon + 1).trim();
	if (name === "name" || name === "version" || name === "license" || name === "license-expression") {
		if (!fields.has(name)) fields.set(name, value);
	} else if (name === "classifier" && value.startsWith("License ::")) {
		classified.add(value.slice(value.lastIndexOf("::") + 2).trim());
	} else if (name === "requires-dist") {
		requires.push(value);
	}
}

/** The expression where there is one; else the free text, and what the classifiers name. */
function licensesOf(fields: ReadonlyMap<string, string>, classified: ReadonlySet<string>): readonly string[] {
	const expression = fields.get("license-expression");
	const named = expression === undefined ? [fields.get("license"), ...classified] : [expression];
	return licenseNames(named).filter((name) => name !== "UNKNOWN" && name !== "OSI Approved");
}
