/** Fields in a fixed order as a JSON list; empty ones at its end are left out. */
export function encodeList(fields: readonly (string | readonly unknown[])[]): string {
	let end = fields.length;
	while (end > 0 && fields[end - 1]?.length === 0) end -= 1;
	return JSON.stringify(end === fields.length ? fields : fields.slice(0, end));
}

/**
 * The value, known to be what was stored.
 *
 * @throws where it is no list
 */
export function asList(value: unknown): readonly unknown[] {
	if (!Array.isArray(value)) throw new TypeError("expected a list");
	return value;
}

/**
 * The value, known to be what was stored.
 *
 * @throws where it is no text
 */
export function asText(value: unknown): string {
	if (typeof value !== "string") throw new TypeError("expected a text");
	return value;
}

/**
 * The value, known to be what was stored.
 *
 * @throws where it is no list of texts
 */
export function asTexts(value: unknown): string[] {
	return asList(value).map(asText);
}
