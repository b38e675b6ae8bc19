import type { Limits } from "@plimsoll/core";
import { type Problem, tooMany } from "../../formats/problem.ts";
import { textField } from "../../formats/value.ts";
import { readAttributes } from "../../formats/xml-attributes.ts";

/** Elements that stand for lists of what is in them. */
const LISTS: ReadonlySet<string> = new Set([
	"assemblies",
	"authors",
	"components",
	"hashes",
	"licenses",
	"occurrences",
	"properties",
	"tools",
]);

/** What the text of an element with attributes is called in JSON. */
const TEXT_NAMES: ReadonlyMap<string, string> = new Map([
	["hash", "content"],
	["property", "value"],
]);

type Entries = readonly (readonly [name: string, value: unknown])[];

interface OpenElement {
	readonly name: string;
	readonly attributes: ReadonlyMap<string, string>;
	readonly children: [name: string, value: unknown][];
}

/**
 * Puts one part of a CycloneDX document together as JSON has it, element by element, so that one reader does for both.
 */
export class XmlValues {
	readonly #open: OpenElement[] = [];
	readonly #limits: Limits;
	#elements = 0;

	constructor(limits: Limits) {
		this.#limits = limits;
	}

	/** Whether a part is being put together. */
	get isOpen(): boolean {
		return this.#open.length > 0;
	}

	/** Begins an element; answers with what is wrong where the part has too many. */
	begin(name: string, tag: string): Problem | undefined {
		if (!this.isOpen) this.#elements = 0;
		if (++this.#elements > this.#limits.maxValues) return tooMany("XML", this.#limits);
		this.#open.push({ name, attributes: readAttributes(tag), children: [] });
		return undefined;
	}

	/** Ends an element; answers with the part, when it was the outermost. */
	end(text: string): unknown {
		const element = this.#open.pop();
		if (element === undefined) return undefined;
		const value = jsonOf(element, text);
		const around = this.#open.at(-1);
		if (around === undefined) return value;
		around.children.push([element.name, value]);
		return undefined;
	}
}

function jsonOf({ name, attributes, children }: OpenElement, text: string): unknown {
	if (name === "dependency") return { ref: attributes.get("ref"), dependsOn: refsOf(children) };
	if (LISTS.has(name) && !(name === "tools" && children.some(([child]) => LISTS.has(child)))) return elementsOf(name, children);
	if (attributes.size === 0 && children.length === 0) return text;
	const own = TEXT_NAMES.get(name);
	return Object.fromEntries(repeated([...attributes, ...children, ...(own === undefined ? [] : [[own, text] as const])]));
}

/** Licences are wrapped by what they are; elements of other lists stand for themselves. */
function elementsOf(name: string, children: Entries): unknown[] {
	if (name === "licenses") return children.map(([kind, value]) => ({ [kind]: value }));
	return name === "assemblies" ? refsOf(children) : children.map(([, value]) => value);
}

/** `<dependency ref="a"><dependency ref="b"/></dependency>`: what is inside is needed by what is around it. */
function refsOf(children: Entries): unknown[] {
	return children.map(([, value]) => textField(value, "ref"));
}

/** Members of one name become a list. */
function repeated(entries: Entries): [string, unknown][] {
	const byName = new Map<string, unknown[]>();
	for (const [name, value] of entries) byName.getOrInsertComputed(name, () => []).push(value);
	return [...byName].map(([name, values]) => [name, values.length === 1 ? values[0] : values]);
}
