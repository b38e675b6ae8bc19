import type { Limits } from "@plimsoll/core";
import { type Problem, tooLong } from "../../formats/problem.ts";
import { LineCursor } from "../../text/line-cursor.ts";

/** What a `go.mod` asks for. */
export interface GoMod {
	readonly module?: string;
	/** The language version: `1.21`, `1.22.5`. */
	readonly go?: string;
	/** The toolchain to build with: `go1.22.5`. */
	readonly toolchain?: string;
	readonly requires: readonly Requirement[];
	readonly replaces: readonly Replacement[];
}

/** A module that is required. */
export interface Requirement {
	readonly path: string;
	readonly version: string;
	/** Whether only other modules need it. */
	readonly isIndirect: boolean;
}

/** A module, or one version of it, in whose place another is to be used. */
export interface Replacement {
	readonly path: string;
	readonly version?: string;
	/** A module path, or a folder. */
	readonly by: string;
	readonly byVersion: string;
}

interface Building {
	module?: string;
	go?: string;
	toolchain?: string;
	readonly requires: Requirement[];
	readonly replaces: Replacement[];
}

/**
 * Reads a `go.mod`. A line that cannot be read costs itself; directives that say nothing of what is built are passed over.
 *
 * @see https://go.dev/ref/mod#go-mod-file-grammar
 */
export function readGoMod(text: string, limits: Limits, onProblem: (problem: Problem) => void): GoMod {
	const lines = new LineCursor(text, limits.maxLineBytes);
	const mod: Building = { requires: [], replaces: [] };
	let block: string | undefined;
	while (lines.next()) {
		if (lines.oversized) {
			onProblem(tooLong(lines.number, limits));
			continue;
		}
		const words = wordsOf(lines.line);
		const [first] = words;
		if (first === undefined) continue;
		if (first === ")") block = undefined;
		else if (block === undefined && words.at(-1) === "(") block = first;
		else if (!takeDirective(mod, block === undefined ? words : [block, ...words], lines.line)) {
			onProblem({ code: "file-malformed", message: `line ${lines.number}: expected a module and a version` });
		}
	}
	return mod;
}

/** The words of a line without its comment; quotes are dropped. */
function wordsOf(line: string): string[] {
	const comment = line.indexOf("//");
	const code = comment === -1 ? line : line.slice(0, comment);
	return (code.match(/"[^"]*"|`[^`]*`|[()]|[^\s()"`]+/g) ?? []).map((word) => word.replace(/^(["`])(.*)\1$/, "$2"));
}

/** @returns false where it lacks what its directive needs */
function takeDirective(mod: Building, [directive = "", ...words]: readonly string[], line: string): boolean {
	const [path, version] = words;
	switch (directive) {
		case "module":
		case "go":
		case "toolchain":
			if (path !== undefined) mod[directive] = path;
			return path !== undefined;
		case "require":
			if (path === undefined || version === undefined) return false;
			mod.requires.push({ path, version, isIndirect: /\/\/\s*indirect\b/.test(line) });
			return true;
		case "replace":
			return takeReplacement(mod, words);
		default:
			return true;
	}
}

function takeReplacement(mod: Building, words: readonly string[]): boolean {
	const arrow = words.indexOf("=>");
	const [path, version] = words.slice(0, Math.max(arrow, 0));
	const [by, byVersion = ""] = words.slice(arrow + 1);
	if (path === undefined || by === undefined) return false;

	mod.replaces.push({ path, by, byVersion, ...(version === undefined ? {} : { version }) });
	return true;
}
