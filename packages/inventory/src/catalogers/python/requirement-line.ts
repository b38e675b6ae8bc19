import type { Hash } from "@plimsoll/core";
import { hashesOf } from "./archive-hash.ts";

/** What one logical line of a requirements file asks for. */
export type Requirement =
	| { readonly kind: "pinned"; readonly name: string; readonly version: string; readonly hashes: readonly Hash[] }
	| { readonly kind: "unpinned"; readonly name: string }
	| { readonly kind: "include"; readonly target: string }
	| { readonly kind: "constraints"; readonly target: string }
	| { readonly kind: "reference"; readonly what: string }
	| { readonly kind: "nothing" };

const NAME = /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*/;

/** Exactly one `==` with a whole version; `==1.*` and further conditions leave a choice. */
const PIN = /^\(?\s*={2,3}\s*([A-Za-z0-9][A-Za-z0-9.!+_-]*)\s*\)?$/;

/**
 * Reads a logical line, comments and continuations already taken out.
 *
 * @see https://pip.pypa.io/en/stable/reference/requirements-file-format/
 */
export function readRequirement(line: string): Requirement {
	if (line === "") return { kind: "nothing" };
	if (line[0] === "-") return readOption(line);

	// Markers come after a semicolon; hashes and other options of the line after white space and two dashes.
	const text = (line.split(";", 1)[0] ?? "").split(/\s--/, 1)[0]?.trim() ?? "";
	const name = NAME.exec(text);
	if (name?.[1] === undefined || /^[a-z+]+:\/\//i.test(text)) return { kind: "reference", what: "something that is not a package's name" };
	const version = PIN.exec(text.slice(name[0].length).trim())?.[1];
	if (version === undefined) return { kind: "unpinned", name: name[1] };
	return { kind: "pinned", name: name[1], version, hashes: onlyHash(line) };
}

/** The hash of the archive, where the line allows one and no other. */
function onlyHash(line: string): readonly Hash[] {
	const options = line.split(/\s--hash[=\s]\s*/, 3);
	return options.length === 2 ? hashesOf(options[1]?.split(/\s/, 1)[0] ?? "") : [];
}

function readOption(line: string): Requirement {
	const match = /^(--?[a-z-]*)(?:\s*=\s*|\s+|(?=[^\s-]))?(.*)$/i.exec(line);
	const [, option = "", value = ""] = shortOption(line) ?? match ?? [];
	switch (option) {
		case "-r":
		case "--requirement":
			return { kind: "include", target: value.trim() };
		case "-c":
		case "--constraint":
			return { kind: "constraints", target: value.trim() };
		case "-e":
		case "--editable":
			return { kind: "reference", what: "code of its own, or at an address" };
		default:
			return { kind: "nothing" };
	}
}

/** `-rother.txt` is the same as `-r other.txt`. */
function shortOption(line: string): readonly string[] | undefined {
	return /^-[rce]/.test(line) ? [line, line.slice(0, 2), line.slice(2).replace(/^[\s=]+/, "")] : undefined;
}
