/** Code units of the longest id that is taken for one. */
const MAX_ID_LENGTH = 128;
/** Code units kept of a text that is only shown. */
const MAX_TEXT_LENGTH = 300;
const ID = /^[\x21-\x7e]+$/;
const DATE = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** An object of a parsed document; its fields are only ever read by names of ours. */
export type Fields = Readonly<Record<string, unknown>>;

/** The value when it is an object, and not a list. */
export function readObject(value: unknown): Fields | undefined {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** The value when it is a list, else an empty one. */
export function readList(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** The value when it is an id: printable ASCII without blanks. */
export function readId(value: unknown): string | undefined {
	return typeof value === "string" && value.length <= MAX_ID_LENGTH && ID.test(value) ? value : undefined;
}

/** The ids of a list, each once, in the list's order. */
export function readIds(value: unknown): string[] {
	const ids = new Set<string>();
	for (const item of readList(value)) {
		const id = readId(item);
		if (id !== undefined) ids.add(id);
	}
	return [...ids];
}

/** The value when it is a text that is not empty and not longer than `maxLength`. */
export function readText(value: unknown, maxLength: number): string | undefined {
	return typeof value === "string" && value !== "" && value.length <= maxLength ? value : undefined;
}

/** The first line of a text, cut where it is too long to be one. */
export function readLine(value: unknown): string | undefined {
	if (typeof value !== "string") return undefined;
	const [line = ""] = value
		.trimStart()
		.slice(0, MAX_TEXT_LENGTH)
		.split(/[\r\n]/, 1);
	return line === "" ? undefined : line;
}

/** A date of RFC 3339 in UTC, written one way; undefined when there is no such day. */
export function readDate(value: unknown): string | undefined {
	if (typeof value !== "string" || !DATE.test(value)) return undefined;
	const time = Date.parse(value);
	return Number.isNaN(time) ? undefined : new Date(time).toISOString().replace(".000Z", "Z");
}
