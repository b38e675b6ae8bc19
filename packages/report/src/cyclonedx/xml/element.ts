import { escapeXml } from "./escape.ts";

/** How an object of the document becomes an element. */
export interface Shape {
	/** Members that are attributes. */
	readonly attributes?: readonly string[];
	/** The member that is the element's text. */
	readonly text?: string;
	/** Members that are elements, in the order of the schema, which XML fixes. */
	readonly members?: readonly Member[];
}

/** How a member of an object becomes one or more elements. */
export interface Member {
	readonly key: string;
	/** The shape of an object. Absent: the member is plain text. */
	readonly shape?: () => Shape;
	/** For a list: what each item is. */
	readonly each?: (item: unknown) => Item;
	/** For a list: whether the items stand in no element of their own. */
	readonly bare?: boolean;
}

/** An element to be written. */
export interface Item {
	readonly element: string;
	readonly value: unknown;
	readonly shape?: Shape;
}

/** A list whose items are elements of one name. */
export function listOf(key: string, element: string, shape: () => Shape): Member {
	return { key, each: (value) => ({ element, value, shape: shape() }) };
}

/** Writes an element and all that is in it, a line for each element. Only what the shapes name is written. */
export function writeElement({ element, value, shape }: Item, indent: string): string {
	if (shape === undefined) return `${indent}<${element}>${escapeXml(String(value))}</${element}>\n`;

	const object = value as Readonly<Record<string, unknown>>;
	const open = `${indent}<${element}${attributesOf(object, shape)}`;
	if (shape.text !== undefined) return `${open}>${escapeXml(String(object[shape.text]))}</${element}>\n`;

	const content = (shape.members ?? []).map((member) => writeMember(object[member.key], member, `${indent}  `)).join("");
	return content === "" ? `${open}/>\n` : `${open}>\n${content}${indent}</${element}>\n`;
}

function writeMember(value: unknown, member: Member, indent: string): string {
	if (value === undefined) return "";
	if (!Array.isArray(value) || member.each === undefined) {
		return writeElement({ element: member.key, value, ...(member.shape === undefined ? {} : { shape: member.shape() }) }, indent);
	}

	const inner = member.bare === true ? indent : `${indent}  `;
	const items = value.map((item) => writeElement(member.each?.(item) ?? { element: member.key, value: item }, inner)).join("");
	if (member.bare === true || items === "") return items;
	return `${indent}<${member.key}>\n${items}${indent}</${member.key}>\n`;
}

function attributesOf(object: Readonly<Record<string, unknown>>, { attributes = [] }: Shape): string {
	return attributes
		.filter((name) => object[name] !== undefined)
		.map((name) => ` ${name}="${escapeXml(String(object[name]))}"`)
		.join("");
}
