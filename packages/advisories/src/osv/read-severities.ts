import { readList, readObject, readText } from "./fields.ts";

const VECTOR_TYPES: ReadonlySet<string> = new Set(["CVSS_V2", "CVSS_V3", "CVSS_V4"]);
/** Code units of the longest vector: CVSS 4.0 with every metric has 250. */
const MAX_VECTOR_LENGTH = 512;
const MAX_WORD_LENGTH = 64;

/** The CVSS vectors of a `severity` list. */
export function readVectors(value: unknown): string[] {
	const vectors: string[] = [];
	for (const item of readList(value)) {
		const { type, score } = readObject(item) ?? {};
		const vector = readText(score, MAX_VECTOR_LENGTH);
		if (typeof type === "string" && VECTOR_TYPES.has(type) && vector !== undefined) vectors.push(vector);
	}
	return vectors;
}

/** A word that rates a severity. */
export function readWord(value: unknown): string | undefined {
	return readText(value, MAX_WORD_LENGTH);
}

/** The rating of a `severity` list that is a word of a distribution: Ubuntu's priority. */
export function readPriority(value: unknown): string | undefined {
	for (const item of readList(value)) {
		const { type, score } = readObject(item) ?? {};
		if (type === "Ubuntu") return readWord(score);
	}
	return undefined;
}
