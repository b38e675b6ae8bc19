import { field, isObject, textField } from "../formats/value.ts";

/** What is kept of a file in the place of its content: plain data, so that it can be stored with the analysis of its layer. */
export interface Excerpt {
	/** What each cataloger keeps, by its id. */
	readonly parts: ReadonlyMap<string, Uint8Array>;
	/** What could not be looked at; continues the sentence "PATH: …". */
	readonly problem?: string | undefined;
	/** Whether the problem cost packages: it is a defect of Plimsoll. */
	readonly isLost?: boolean | undefined;
}

/** Writes an excerpt. */
export function writeExcerpt({ parts, problem, isLost }: Excerpt): Uint8Array {
	const encoded = Object.fromEntries([...parts].map(([id, bytes]) => [id, Buffer.from(bytes).toString("base64")]));
	return Buffer.from(JSON.stringify({ parts: encoded, problem, isLost }));
}

/** Reads what {@link writeExcerpt} wrote. */
export function parseExcerpt(bytes: Uint8Array): Excerpt {
	const value: unknown = JSON.parse(Buffer.from(bytes).toString());
	const encoded = field(value, "parts");
	const parts = new Map<string, Uint8Array>();
	for (const [id, text] of isObject(encoded) ? Object.entries(encoded) : []) {
		if (typeof text === "string") parts.set(id, Buffer.from(text, "base64"));
	}
	return { parts, problem: textField(value, "problem"), isLost: field(value, "isLost") === true };
}
