import { type Fields, readDate, readId, readIds, readLine, readList, readObject } from "./fields.ts";
import { readAffected } from "./read-affected.ts";
import { readPriority, readVectors, readWord } from "./read-severities.ts";
import type { Affected, OsvRecord, UnusableRecord } from "./record.ts";

/**
 * Reads a record of the Open Source Vulnerability format 1.7. Only the fields that are needed are looked at; a part that
 * is malformed costs only itself.
 *
 * @param value a parsed JSON document of unknown origin
 * @see https://ossf.github.io/osv-schema/
 */
export function readRecord(value: unknown): OsvRecord | UnusableRecord {
	const fields = readObject(value);
	if (fields === undefined) return { reason: "not a JSON object" };
	const id = readId(fields["id"]);
	if (id === undefined) return { reason: "no usable id" };

	const ignored: string[] = [];
	const priority = readPriority(fields["severity"]);
	const affected: Affected[] = [];
	for (const item of readList(fields["affected"])) {
		const one = readAffected(item, priority, ignored);
		if (one !== undefined) affected.push(one);
	}
	return {
		id,
		aliases: readIds(fields["aliases"]).filter((alias) => alias !== id),
		upstream: readIds(fields["upstream"]).filter((other) => other !== id),
		related: readIds(fields["related"]).filter((other) => other !== id),
		...optionalFacts(fields),
		vectors: readVectors(fields["severity"]),
		// An empty text is how some writers spell "not set"; anything else was meant to take the record back
		withdrawn: typeof fields["withdrawn"] === "string" && fields["withdrawn"] !== "",
		affected,
		ignored,
	};
}

function optionalFacts(fields: Fields): Partial<Pick<OsvRecord, "published" | "modified" | "summary" | "word">> {
	const published = readDate(fields["published"]);
	const modified = readDate(fields["modified"]);
	const summary = readLine(fields["summary"]);
	const word = readWord(readObject(fields["database_specific"])?.["severity"]);
	return {
		...(published === undefined ? {} : { published }),
		...(modified === undefined ? {} : { modified }),
		...(summary === undefined ? {} : { summary }),
		...(word === undefined ? {} : { word }),
	};
}
