import { messageOf, neutralise } from "@plimsoll/core";

/** Causes of causes that are told. */
const MAX_CAUSES = 10;

/**
 * The stack of an error and of what caused it, for people who look for a defect. Messages are foreign text like any other: they
 * are neutralised, and kept from looking like lines of their own.
 */
export function traceOf(error: unknown): string {
	const lines: string[] = [];
	let current = error;
	for (let depth = 0; current !== undefined && depth < MAX_CAUSES; depth++) {
		const name = current instanceof Error ? current.name : typeof current;
		lines.push(`${depth === 0 ? "" : "caused by "}${name}: ${messageOf(current)}`, ...framesOf(current));
		current = current instanceof Error ? current.cause : undefined;
	}
	return lines.map((line) => `${neutralise(line)}\n`).join("");
}

/** The lines of a stack behind the message, which it repeats. */
function framesOf(error: unknown): readonly string[] {
	if (!(error instanceof Error) || error.stack === undefined) return [];

	const start = error.stack.indexOf(error.message);
	const frames = start === -1 ? error.stack : error.stack.slice(start + error.message.length);
	return frames.split("\n").filter((line) => line.startsWith("    at "));
}
