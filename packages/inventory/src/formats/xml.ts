import type { Limits } from "@plimsoll/core";
import { decodeText } from "../text/decode.ts";
import { type Problem, tooDeep, tooMany } from "./problem.ts";

/** Takes the elements of a document. */
export interface XmlVisitor {
	/**
	 * @param path the names of the element and those around it, from the root: `project/dependencies/dependency`
	 * @param tag what stands between `<` and `>`, for {@link import("./xml-attributes.ts").readAttributes}
	 */
	open(path: string, tag: string): void;
	/** @param text what stands directly in the element, trimmed */
	close(path: string, text: string): void;
}

/** An element that is open. */
interface OpenElement {
	readonly name: string;
	readonly path: string;
	text: string;
}

const NAMED: ReadonlyMap<string, string> = new Map([
	["amp", "&"],
	["lt", "<"],
	["gt", ">"],
	["quot", '"'],
	["apos", "'"],
]);

/** Elements are told by the last part of their name; longer ones are nobody's. */
const MAX_NAME = 256;

/**
 * Reads an XML document element by element. Comments and processing instructions are passed over. There are no
 * document types and no entities but the five that XML itself has and numbers, so that nothing can grow or be fetched: a
 * document type ends the reading. What was read until a problem has been given to the visitor.
 */
export function readXml(bytes: Uint8Array, limits: Limits, visitor: XmlVisitor): Problem | undefined {
	return new XmlReader(decodeText(bytes), limits, visitor).read();
}

class XmlReader {
	readonly #text: string;
	readonly #limits: Limits;
	readonly #visitor: XmlVisitor;
	readonly #open: OpenElement[] = [];
	#position = 0;
	#elements = 0;

	constructor(text: string, limits: Limits, visitor: XmlVisitor) {
		this.#text = text;
		this.#limits = limits;
		this.#visitor = visitor;
	}

	read(): Problem | undefined {
		while (this.#position < this.#text.length) {
			const next = this.#text.indexOf("<", this.#position);
			if (next === -1) break;
			this.#addText(withoutEntities(this.#text.slice(this.#position, next)));
			this.#position = next;
			const problem = this.#markup();
			if (problem !== undefined) return problem;
		}
		const unclosed = this.#open.at(-1);
		return unclosed === undefined ? undefined : malformed(`element ${unclosed.name} has no end`);
	}

	#markup(): Problem | undefined {
		const text = this.#text;
		const at = this.#position;
		if (text.startsWith("<!--", at)) return this.#skip("-->", 4, "a comment");
		if (text.startsWith("<![CDATA[", at)) return this.#section();
		if (text.startsWith("<?", at)) return this.#skip("?>", 2, "a processing instruction");
		if (text[at + 1] === "!") return malformed("it declares a document type, which is not read");
		return text[at + 1] === "/" ? this.#endTag() : this.#startTag();
	}

	#skip(end: string, from: number, what: string): Problem | undefined {
		const found = this.#text.indexOf(end, this.#position + from);
		if (found === -1) return malformed(`${what} has no end`);
		this.#position = found + end.length;
		return undefined;
	}

	#section(): Problem | undefined {
		const start = this.#position + 9;
		const problem = this.#skip("]]>", 9, "a CDATA section");
		if (problem === undefined) this.#addText(this.#text.slice(start, this.#position - 3));
		return problem;
	}

	#endTag(): Problem | undefined {
		const end = this.#text.indexOf(">", this.#position);
		if (end === -1) return malformed("an end tag has no end");
		const name = localName(this.#text.slice(this.#position + 2, Math.min(end, this.#position + 2 + MAX_NAME)).trim());
		this.#position = end + 1;
		const element = this.#open.pop();
		if (element?.name !== name) return malformed(`an end tag of ${name} where one of ${element?.name ?? "nothing"} was expected`);
		this.#visitor.close(element.path, element.text.trim());
		return undefined;
	}

	#startTag(): Problem | undefined {
		const end = tagEnd(this.#text, this.#position + 1);
		if (end === -1) return malformed("a tag has no end");
		if (this.#open.length >= this.#limits.maxDepth) return tooDeep("XML", this.#limits);
		if (++this.#elements > this.#limits.maxValues) return tooMany("XML", this.#limits);

		const [tag = ""] = /^[^\s/>]*/.exec(this.#text.slice(this.#position + 1, Math.min(end, this.#position + 1 + MAX_NAME))) ?? [];
		const name = localName(tag);
		const around = this.#open.at(-1);
		const path = around === undefined ? name : `${around.path}/${name}`;
		const empty = this.#text[end - 1] === "/";
		const start = this.#position + 1;
		this.#position = end + 1;
		this.#visitor.open(path, this.#text.slice(start, empty ? end - 1 : end));
		if (empty) this.#visitor.close(path, "");
		else this.#open.push({ name, path, text: "" });
		return undefined;
	}

	#addText(text: string): void {
		const element = this.#open.at(-1);
		if (element !== undefined) element.text += text;
	}
}

/** The `>` that ends a tag, not one in a quoted value; -1 for none. */
function tagEnd(text: string, start: number): number {
	for (let at = start; at < text.length; at++) {
		const character = text[at];
		if (character === ">") return at;
		if (character !== '"' && character !== "'") continue;
		at = text.indexOf(character, at + 1);
		if (at === -1) return -1;
	}
	return -1;
}

function localName(name: string): string {
	return name.slice(name.indexOf(":") + 1);
}

/** Entities of a document type are left as they are written: there is none that could say what they stand for. */
export function withoutEntities(text: string): string {
	if (!text.includes("&")) return text;
	return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (whole, decimal, hexadecimal, name) => {
		if (name !== undefined) return NAMED.get(name) ?? whole;
		const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
		return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
	});
}

function malformed(message: string): Problem {
	return { code: "file-malformed", message };
}
