import { plainJson } from "../../formats/jsonc.ts";
import { parseLockJson } from "../../formats/lock-json.ts";
import { field, type Value } from "../../formats/value.ts";
import { decodeText } from "../../text/decode.ts";
import type { LockVisitor } from "./lock-visitor.ts";

/** How the state begins that yarn 3 and later put into the loader: a text in single quotes, every line end escaped. */
const QUOTED = "'{\\\n";
/** How it begins in yarn 2's: an object with trailing commas. */
const LITERAL = "hydrateRuntimeState({";

/** Where a loader without state in it has its state. */
const DATA_FILE = ".pnp.data.json";

/**
 * The state of a Plug'n'Play install: what `.pnp.data.json` holds, or `.pnp.cjs` (`.pnp.js` in yarn 2) in front of its code.
 * Undefined where a loader keeps its state beside it, or where none can be read.
 *
 * @see https://yarnpkg.com/advanced/pnp-spec
 */
export function readPnpState(bytes: Uint8Array, visitor: LockVisitor): Value | undefined {
	if (bytes[0] === 0x7b) return parseLockJson(bytes, visitor.limits, visitor.problem);

	const text = decodeText(bytes);
	const json = quotedState(text) ?? literalState(text);
	if (json !== undefined) return parseLockJson(plainJson(Buffer.from(json)), visitor.limits, visitor.problem);
	if (!text.includes(DATA_FILE)) visitor.ignored("how it keeps what is installed is of another version of yarn, and was not read");
	return undefined;
}

/** Whether a parsed document is such a state. */
export function isPnpState(value: unknown): boolean {
	return Array.isArray(field(value, "packageRegistryData"));
}

function quotedState(text: string): string | undefined {
	const start = text.indexOf(QUOTED);
	if (start === -1) return undefined;

	const parts: string[] = [];
	let from = start + 1;
	for (let at = from; at < text.length; at++) {
		if (text[at] === "'") return parts.join("") + text.slice(from, at);
		if (text[at] !== "\\") continue;
		parts.push(text.slice(from, at));
		// An escaped line end is nothing, any other escaped character itself.
		from = text[at + 1] === "\n" ? at + 2 : at + 1;
		at++;
	}
	return undefined;
}

function literalState(text: string): string | undefined {
	const found = text.indexOf(LITERAL);
	if (found === -1) return undefined;

	const start = found + LITERAL.length - 1;
	let depth = 0;
	for (let at = start; at < text.length; at++) {
		const character = text[at];
		if (character === '"') at = stringEnd(text, at);
		else if (character === "{") depth++;
		else if (character === "}" && --depth === 0) return text.slice(start, at + 1);
	}
	return undefined;
}

function stringEnd(text: string, start: number): number {
	let end = start + 1;
	while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
	return end;
}
