import { problemEntry, tooLong } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import { LineCursor } from "../../text/line-cursor.ts";
import type { Declaration } from "./declaration.ts";
import { type Requirement, readRequirement } from "./requirement-line.ts";
import { takeRequirement } from "./take-requirement.ts";

/** Options of `setup.cfg` that a project is installed with. */
const SECTIONS: ReadonlySet<string> = new Set(["options", "options.extras_require"]);
const OPTIONS: ReadonlySet<string> = new Set(["install_requires"]);

/** A version of a program's text: `x == y` is a comparison as well. */
const VERSION = /^v?\d/;

/**
 * Reads `setup.py`: what is pinned in a text by itself, or on a line of a longer one. A program is not run, so that everything
 * else is unknown, and nobody says what there would be.
 */
export function readSetupPy(declaration: Declaration): void {
	readLines(declaration, (line) => {
		for (const part of line.split(/["']/)) {
			const requirement = readRequirement(part.trim());
			if (isLiteral(requirement)) takeRequirement(declaration, requirement, { direct: true });
		}
	});
}

function isLiteral(requirement: Requirement): boolean {
	return requirement.kind === "pinned" && VERSION.test(requirement.version);
}

/** Reads `setup.cfg`: the requirements of the project and of its extras. */
export function readSetupCfg(declaration: Declaration): void {
	let section = "";
	let option = "";
	readLines(declaration, (line) => {
		const isContinued = /^\s/.test(line);
		const text = line.replace(/(^|\s)[#;].*$/, "").trim();
		if (text === "") return;
		if (!isContinued && text.startsWith("[")) {
			section = text.slice(1, text.lastIndexOf("]"));
			option = "";
			return;
		}
		const equals = isContinued ? -1 : text.search(/[=:]/);
		if (!isContinued) option = text.slice(0, Math.max(0, equals)).trim();
		if (SECTIONS.has(section) && (section !== "options" || OPTIONS.has(option))) {
			takeRequirement(declaration, readRequirement(text.slice(equals + 1).trim()), { direct: true });
		}
	});
}

function readLines({ path, bytes, limits, report }: Declaration, onLine: (line: string) => void): void {
	const lines = new LineCursor(decodeText(bytes), limits.maxLineBytes);
	while (lines.next()) {
		if (lines.oversized) report(problemEntry(path, tooLong(lines.number, limits)));
		else onLine(lines.line);
	}
}
