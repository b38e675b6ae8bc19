import type { JsonPart, JsonParts } from "../formats/json-parts.ts";
import type { Problem } from "../formats/problem.ts";

/** An object of a JSON document, whose members are parsed one at a time: bills of materials may be larger than what they say of packages. */
export class JsonDocument {
	readonly #parts: JsonParts;
	readonly #members: ReadonlyMap<string, JsonPart>;
	readonly #problem: (problem: Problem) => void;

	/** @param problem takes what is wrong with a member; it costs only itself */
	constructor(parts: JsonParts, part: JsonPart, problem: (problem: Problem) => void) {
		this.#parts = parts;
		this.#members = parts.members(part);
		this.#problem = problem;
	}

	has(name: string): boolean {
		return this.#members.has(name);
	}

	/** A member, parsed; undefined where there is none, or none that can be. */
	value(name: string): unknown {
		const part = this.#members.get(name);
		return part === undefined ? undefined : this.#parsed(part, name);
	}

	/** A member that is a text. */
	text(name: string): string | undefined {
		const value = this.value(name);
		return typeof value === "string" ? value : undefined;
	}

	/** A member that is an object, as a document of its own. */
	document(name: string): JsonDocument | undefined {
		const part = this.#members.get(name);
		return part === undefined ? undefined : new JsonDocument(this.#parts, part, this.#problem);
	}

	/** How many elements a member that is a list has, or members if it is an object. */
	count(name: string): number {
		const part = this.#members.get(name);
		return part === undefined ? 0 : this.#parts.count(part);
	}

	/** Shows the elements of a member that is a list, until one of them is answered with `false`. */
	each(name: string, take: (value: unknown, index: number) => boolean): void {
		let index = 0;
		for (const part of this.#parts.elements(this.#members.get(name))) {
			const value = this.#parsed(part, `${name}[${index}]`);
			if (value !== undefined && !take(value, index)) return;
			index++;
		}
	}

	#parsed(part: JsonPart, name: string): unknown {
		const { value, problem } = this.#parts.value(part);
		if (problem !== undefined) this.#problem({ ...problem, message: `${name}: ${problem.message}` });
		return value;
	}
}
