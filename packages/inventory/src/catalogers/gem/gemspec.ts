import type { Limits } from "@plimsoll/core";
import { type Problem, tooLong } from "../../formats/problem.ts";
import { LineCursor } from "../../text/line-cursor.ts";
import { readString, readStrings, skipBlanks } from "./ruby-literal.ts";

/** A gem that another one needs. */
export interface GemDependency {
	readonly name: string;
	/** The one version that is allowed, where it is one. */
	readonly exactly: string | undefined;
}

/** What a specification says of its gem. */
export interface Gemspec {
	readonly name: string | undefined;
	readonly version: string | undefined;
	/** Absent for gems of plain Ruby. */
	readonly platform: string | undefined;
	readonly licenses: readonly string[];
	readonly dependencies: readonly GemDependency[];
	/** Whether RubyGems wrote it, as it does of each gem that it installs. */
	readonly isWritten: boolean;
}

const STUB = "# stub: ";
const ASSIGNMENT = /^(?:([a-z_]\w*)\.)?([A-Za-z_]\w*) *= */;
const IDENTITY: ReadonlySet<string> = new Set(["name", "version", "platform"]);
const DEPENDENCY = /^[a-z_]\w*\.add_(runtime_|development_)?dependency *\(? */;
/** What the value of a version or platform may be wrapped in. */
const WRAPPER = /^Gem::(?:Version|Platform)\.(?:new|create)[ (]/;

/**
 * Reads a gem's specification: Ruby code, of which only the statements that RubyGems itself writes are understood, line by
 * line. Nothing is run; what only running it would tell is left out.
 *
 * @see https://guides.rubygems.org/specification-reference/
 */
export function readGemspec(text: string, limits: Limits, onProblem: (problem: Problem) => void): Gemspec {
	const lines = new LineCursor(text, limits.maxLineBytes);
	const reader = new GemspecReader();
	while (lines.next()) {
		if (lines.oversized) onProblem(tooLong(lines.number, limits));
		else reader.take(lines.line.trim());
	}
	return reader.gemspec();
}

class GemspecReader {
	/** The words of the line that RubyGems writes above the code: name, version, platform. */
	#stub: readonly string[] = [];
	/** Texts by the variable or field that they were first given to. */
	readonly #texts: Map<string, string> = new Map();
	#licenses: readonly string[] = [];
	/** By kind: for running, for development, and, as before there were kinds, for either. */
	readonly #dependencies: Readonly<Record<string, Map<string, GemDependency>>> = {
		runtime_: new Map(),
		development_: new Map(),
		any: new Map(),
	};

	take(statement: string): void {
		if (statement.startsWith(STUB)) {
			if (this.#stub.length === 0) this.#stub = statement.slice(STUB.length).split(" ");
			return;
		}
		const dependency = DEPENDENCY.exec(statement);
		if (dependency !== null) this.#takeDependency(statement, dependency[0].length, dependency[1] ?? "any");
		else this.#takeAssignment(statement);
	}

	gemspec(): Gemspec {
		const [name, version, platform] = this.#stub;
		const known = this.#texts.get(".platform") ?? platform;
		return {
			name: this.#texts.get(".name") ?? name,
			version: this.#texts.get(".version") ?? version,
			platform: known === "ruby" ? undefined : known,
			licenses: this.#licenses,
			dependencies: this.#runtimeDependencies(),
			isWritten: this.#stub.length > 0,
		};
	}

	#takeAssignment(statement: string): void {
		const [whole, receiver, field = ""] = ASSIGNMENT.exec(statement) ?? [];
		if (whole === undefined) return;

		if (receiver !== undefined && (field === "licenses" || field === "license")) {
			const text = readString(statement, whole.length)?.value;
			this.#licenses = text === undefined ? (readStrings(statement, whole.length)?.value ?? []) : [text];
			return;
		}
		if (receiver !== undefined && !IDENTITY.has(field)) return;
		const key = receiver === undefined ? field : `.${field}`;
		const value = this.#valueOf(statement.slice(whole.length));
		if (value !== undefined && !this.#texts.has(key)) this.#texts.set(key, value);
	}

	/** A text, the parts of a platform, or a variable that was given a text before. */
	#valueOf(expression: string): string | undefined {
		const start = WRAPPER.exec(expression)?.[0].length ?? 0;
		const at = skipBlanks(expression, start);
		const text = readString(expression, at)?.value ?? readStrings(expression, at)?.value.join("-");
		return text ?? this.#texts.get(/^[A-Za-z_]\w*$/.exec(expression)?.[0] ?? "");
	}

	#takeDependency(statement: string, start: number, kind: string): void {
		const name = readString(statement, start);
		if (name === undefined) return;

		const comma = skipBlanks(statement, name.end);
		const at = skipBlanks(statement, comma + 1);
		const list = readStrings(statement, at)?.value ?? [readString(statement, at)?.value ?? ""];
		const exactly = list.length === 1 ? /^= *(\S+)$/.exec(list[0] ?? "")?.[1] : undefined;
		this.#dependencies[kind]?.set(name.value, { name: name.value, exactly });
	}

	/** RubyGems repeats all of them without their kind, for versions of itself that know none. */
	#runtimeDependencies(): readonly GemDependency[] {
		const { runtime_: runtime, development_: development, any } = this.#dependencies;
		const unsaid = [...(any?.values() ?? [])].filter(({ name }) => !runtime?.has(name) && !development?.has(name));
		return [...(runtime?.values() ?? []), ...unsaid];
	}
}
