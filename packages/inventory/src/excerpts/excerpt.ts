import { field, isObject, textField } from "../formats/value.ts";

/** What is kept of a file in the place of its content: plain data, so that it can be stored with the analysis of its layer. */
export interface Excerpt {
	/** What each cataloger keeps, by its id. */
	readonly parts: ReadonlyMap<string, Uint8Array>;
	/** What could not be looked at; continues the sentence "PATH: …". */
	readonly problem?: string | undefined;
	/** Whether the problem cost packages: it is a defect of Plimsoll. */
	readonly isLost?: boolean | undefined;
	/** Whether the file is an executable or library, of which something is kept even where there is no part. */
	readonly isExecutable?: boolean | undefined;
}

/** Writes an excerpt. */
export function writeExcerpt(excerpt: Excerpt): Uint8Array {
	const { parts, problem, isExecutable } = excerpt;
	return parts.size === 0 && problem === undefined && isExecutable === true ? BARE : encode(excerpt);
}

function encode({ parts, problem, isLost, isExecutable }: Excerpt): Uint8Array {
	const encoded = Object.fromEntries([...parts].map(([id, bytes]) => [id, Buffer.from(bytes).toString("base64")]));
	return Buffer.from(JSON.stringify({ parts: encoded, problem, isLost, isExecutable }));
}

/** Reads what {@link writeExcerpt} wrote. */
export function parseExcerpt(bytes: Uint8Array): Excerpt {
	const value: unknown = JSON.parse(Buffer.from(bytes).toString());
	const encoded = field(value, "parts");
	const parts = new Map<string, Uint8Array>();
	for (const [id, text] of isObject(encoded) ? Object.entries(encoded) : []) {
		if (typeof text === "string") parts.set(id, Buffer.from(text, "base64"));
	}
	const problem = textField(value, "problem");
	return { parts, problem, isLost: field(value, "isLost") === true, isExecutable: field(value, "isExecutable") === true };
}

/** Of an executable that nobody keeps anything of: the same bytes for each of the thousands in an image. */
const BARE: Uint8Array = encode({ parts: new Map(), isExecutable: true });
