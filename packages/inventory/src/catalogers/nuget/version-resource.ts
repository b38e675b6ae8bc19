import { ByteView } from "../../executables/byte-view.ts";

const KEY = Buffer.from("VS_VERSION_INFO\0", "utf16le");
/** Each block begins with its length, that of its value and a kind, two bytes each. */
const HEADER = 6;
/** Blocks of one resource; real ones have below 30. */
const MAX_BLOCKS = 256;
/** Characters of one text that are kept. */
const MAX_TEXT = 256;

/** A block: its name, where its value begins and where it ends. */
interface Block {
	readonly key: string;
	readonly value: number;
	readonly valueLength: number;
	readonly end: number;
}

/**
 * The texts of a Windows version resource, by their names: `ProductVersion`, `OriginalFilename`, … Found by its name, whatever
 * the table of resources says.
 *
 * @see https://learn.microsoft.com/en-us/windows/win32/menurc/vs-versioninfo
 * @param resources the section `.rsrc`
 */
export function readVersionTexts(resources: Uint8Array): ReadonlyMap<string, string> {
	const texts = new Map<string, string>();
	const at = Buffer.from(resources.buffer, resources.byteOffset, resources.byteLength).indexOf(KEY) - HEADER;
	if (at < 0) return texts;

	const view = new ByteView(resources.subarray(at), false);
	const root = blockAt(view, 0, view.bytes.length);
	const budget = { left: MAX_BLOCKS };
	for (const info of childrenOf(view, root, budget)) {
		if (info.key !== "StringFileInfo") continue;
		for (const table of childrenOf(view, info, budget)) {
			for (const { key, value, end } of childrenOf(view, table, budget)) texts.set(key, textAt(view, value, end).trim());
		}
	}
	return texts;
}

function* childrenOf(view: ByteView, parent: Block | undefined, budget: { left: number }): Generator<Block> {
	if (parent === undefined) return;
	let at = aligned(parent.value + parent.valueLength);
	while (at < parent.end && budget.left-- > 0) {
		const child = blockAt(view, at, parent.end);
		if (child === undefined) return;
		yield child;
		at = aligned(child.end);
	}
}

function blockAt(view: ByteView, at: number, limit: number): Block | undefined {
	const length = view.u16(at);
	const end = at + length;
	if (!(length > HEADER && end <= limit)) return undefined;

	const key = textAt(view, at + HEADER, end);
	const value = aligned(at + HEADER + (key.length + 1) * 2);
	// Of texts it counts characters, and their blocks hold nothing else.
	const valueLength = view.u16(at + 4) === 0 ? view.u16(at + 2) : 0;
	return { key, value, valueLength, end };
}

/** Up to a NUL, or the end. */
function textAt(view: ByteView, at: number, end: number): string {
	let text = "";
	for (let index = at; index + 1 < end && text.length < MAX_TEXT; index += 2) {
		const code = view.u16(index);
		if (code === 0) break;
		text += String.fromCharCode(code);
	}
	return text;
}

/** Blocks and values begin at multiples of four. */
function aligned(at: number): number {
	return Math.ceil(at / 4) * 4;
}
