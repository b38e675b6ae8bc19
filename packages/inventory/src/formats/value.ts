/** An object of a parsed document. Foreign keys are looked up with {@link field}, so that inherited ones are never seen. */
export type Value = Readonly<Record<string, unknown>>;

/** Whether a parsed value is an object, not a list. */
export function isObject(value: unknown): value is Value {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A parsed value as an object; an empty one where it is something else. */
export function objectOf(value: unknown): Value {
	return isObject(value) ? value : {};
}

/** A parsed value as a list; an empty one where it is something else. */
export function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** A field of a parsed value, if the value is an object that has it itself. */
export function field(value: unknown, key: string): unknown {
	return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A field of a parsed value, if it is a text. */
export function textField(value: unknown, key: string): string | undefined {
	const found = field(value, key);
	return typeof found === "string" ? found : undefined;
}
