import type { Limits } from "@plimsoll/core";
import { decodeText } from "../text/decode.ts";
import { LineCursor } from "../text/line-cursor.ts";
import { type Problem, tooDeep, tooLong, tooMany, VALUES_OF_A_TABLE } from "./problem.ts";
import type { Value } from "./value.ts";
import { scalarOf, splitKey } from "./yaml-scalar.ts";

interface Level {
	readonly indent: number;
	readonly map: Record<string, unknown>;
	/** The last key, while nothing has been said about its value. */
	open: string | undefined;
}

/**
 * Reads the part of YAML that pnpm and yarn write: block mappings of one-line scalars. Lists and block scalars are passed
 * over, flow collections kept as text, every scalar is a text.
 *
 * Not a general YAML parser, on purpose: those took longer than any scan on large lock files, and for ever on a line of
 * `? ? ? …`; anchors and aliases, which lock files never have, are what YAML bombs are made of. This one is linear in the
 * size of the file, and a line that it does not understand costs itself and what is nested in it.
 */
export function parseLockYaml(bytes: Uint8Array, limits: Limits, onProblem: (problem: Problem) => void): Value {
	const [first, ...others] = parseLockYamlDocuments(bytes, limits, onProblem);
	if (others.length > 0) onProblem(malformed(`${others.length + 1} documents in one file; only the first is read`));
	return first ?? {};
}

/** The same for a file of several documents with `---` between them; empty ones are left out. */
export function parseLockYamlDocuments(bytes: Uint8Array, limits: Limits, onProblem: (problem: Problem) => void): readonly Value[] {
	const reader = new LockYamlReader(limits);
	const lines = new LineCursor(decodeText(bytes), limits.maxLineBytes);
	while (lines.next()) {
		if (lines.oversized) {
			onProblem(tooLong(lines.number, limits));
			continue;
		}
		const problem = reader.take(lines.line);
		if (problem !== undefined) onProblem({ ...problem, message: `line ${lines.number}: ${problem.message}` });
		if (problem?.limit === "maxValues") break;
	}
	return reader.documents();
}

class LockYamlReader {
	readonly #limits: Limits;
	readonly #ended: Value[] = [];
	#root: Record<string, unknown> = Object.create(null);
	#values = 0;
	#levels: Level[];
	#top: Level;
	/** Lines indented deeper than this are passed over; infinite for none. */
	#skipDeeperThan: number = Number.POSITIVE_INFINITY;
	/** The key of a `? key` line, until its `: value` comes. */
	#longKey: string | undefined;

	constructor(limits: Limits) {
		this.#limits = limits;
		this.#top = { indent: 0, map: this.#root, open: undefined };
		this.#levels = [this.#top];
	}

	documents(): readonly Value[] {
		return [...this.#ended, this.#root].filter((root) => Object.keys(root).length > 0);
	}

	take(line: string): Problem | undefined {
		const text = line.trim();
		if (line.startsWith("---") && text === "---") return this.#endDocument();
		if (text === "" || text[0] === "#" || text === "---") return undefined;

		const indent = line.search(/[^ ]/);
		if (indent > this.#skipDeeperThan) return undefined;
		this.#skipDeeperThan = Number.POSITIVE_INFINITY;
		const problem = this.#entry(indent, text);
		if (problem !== undefined) this.#skipDeeperThan = indent;
		return problem;
	}

	#endDocument(): Problem | undefined {
		this.#ended.push(this.#root);
		this.#root = Object.create(null);
		this.#top = { indent: 0, map: this.#root, open: undefined };
		this.#levels = [this.#top];
		this.#skipDeeperThan = Number.POSITIVE_INFINITY;
		this.#longKey = undefined;
		this.#values += VALUES_OF_A_TABLE;
		return this.#values > this.#limits.maxValues ? tooMany("YAML", this.#limits) : undefined;
	}

	#entry(indent: number, text: string): Problem | undefined {
		if (text === "-" || text.startsWith("- ")) {
			this.#skipDeeperThan = indent;
			return undefined;
		}
		if (text.startsWith("? ")) return this.#startLongKey(text.slice(2).trim());
		if (this.#longKey !== undefined) return this.#endLongKey(indent, text);

		const entry = splitKey(text);
		if (entry === undefined) return malformed("expected `key: value`");
		return this.#set(indent, entry.key, entry.rest);
	}

	/** Keys longer than 1,024 characters are written as `? key`, with `: value` on the next line. */
	#startLongKey(text: string): Problem | undefined {
		this.#longKey = scalarOf(text);
		return this.#longKey === undefined ? malformed("expected a key") : undefined;
	}

	#endLongKey(indent: number, text: string): Problem | undefined {
		const key = this.#longKey ?? "";
		this.#longKey = undefined;
		if (text[0] !== ":") return malformed("expected `: value` after `? key`");

		const problem = this.#set(indent, key, "");
		const rest = text.slice(1).trim();
		if (problem !== undefined || rest === "") return problem;
		return this.#entry(indent + text.length - rest.length, rest);
	}

	#set(indent: number, key: string, text: string): Problem | undefined {
		const problem = this.#enter(indent);
		if (problem !== undefined) return problem;
		if (Object.hasOwn(this.#top.map, key)) return malformed("a key that is already there");

		if (++this.#values > this.#limits.maxValues) return tooMany("YAML", this.#limits);
		const isBlock = text[0] === "|" || text[0] === ">";
		const value = isBlock ? "" : scalarOf(text);
		if (value === undefined) return malformed("a value that lock files do not have");
		if (isBlock) this.#skipDeeperThan = indent;
		this.#top.map[key] = value;
		this.#top.open = text === "" ? key : undefined;
		return undefined;
	}

	/** Goes to the mapping that an indentation belongs to; a deeper one begins a mapping under the open key. */
	#enter(indent: number): Problem | undefined {
		while (this.#top.indent > indent) {
			this.#levels.pop();
			this.#top = this.#levels.at(-1) ?? this.#top;
		}
		if (this.#top.indent === indent) return undefined;

		const key = this.#top.open;
		if (key === undefined) return malformed("unexpected indentation");
		if (this.#levels.length >= this.#limits.maxDepth) return tooDeep("YAML", this.#limits);

		const map: Record<string, unknown> = Object.create(null);
		this.#top.map[key] = map;
		this.#top.open = undefined;
		this.#top = { indent, map, open: undefined };
		this.#values += VALUES_OF_A_TABLE;
		this.#levels.push(this.#top);
		return undefined;
	}
}

function malformed(message: string): Problem {
	return { code: "file-malformed", message };
}
