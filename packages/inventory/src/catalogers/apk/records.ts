import type { Limits } from "@plimsoll/core";
import { type Problem, tooLong } from "../../formats/problem.ts";
import { LineCursor } from "../../text/line-cursor.ts";

/** A package's record, as far as it is needed. Fields are one letter and a colon. */
export interface ApkRecord {
	/** Where it begins, counted from 1. */
	readonly line: number;
	name?: string;
	version?: string;
	architecture?: string;
	license?: string;
	origin?: string;
	maintainer?: string;
	depends?: string;
	provides?: string;
	/** Absolute paths. */
	readonly files: string[];
}

const FIELDS: ReadonlyMap<string, Exclude<keyof ApkRecord, "line" | "files">> = new Map([
	["P", "name"],
	["V", "version"],
	["A", "architecture"],
	["L", "license"],
	["o", "origin"],
	["m", "maintainer"],
	["D", "depends"],
	["p", "provides"],
] as const);

/** Takes what a database holds. */
export interface ApkVisitor {
	record(record: ApkRecord): void;
	problem(problem: Problem): void;
}

/**
 * Reads apk's database of installed packages. A line that is none costs itself.
 *
 * @see https://wiki.alpinelinux.org/wiki/Apk_spec
 */
export function readApkDatabase(text: string, limits: Limits, visitor: ApkVisitor): void {
	const lines = new LineCursor(text, limits.maxLineBytes);
	let record: ApkRecord | undefined;
	const paths = new OwnedPaths(limits, visitor);
	while (lines.next()) {
		const { line, number } = lines;
		if (lines.oversized) {
			visitor.problem(tooLong(number, limits));
			continue;
		}
		if (line.trim() === "") {
			if (record !== undefined) visitor.record(record);
			record = undefined;
			continue;
		}
		if (record === undefined) {
			record = { line: number, files: [] };
			paths.folder = "";
		}
		if (line[1] !== ":") visitor.problem({ code: "file-malformed", message: `line ${number}: expected a letter and a colon` });
		else takeField(record, line, paths);
	}
	if (record !== undefined) visitor.record(record);
}

function takeField(record: ApkRecord, line: string, paths: OwnedPaths): void {
	const letter = line[0] ?? "";
	const value = line.slice(2).trim();
	if (letter === "F") paths.folder = value;
	if (letter === "R") paths.add(record, value);

	const field = FIELDS.get(letter);
	if (field !== undefined) record[field] ??= value;
}

/** Puts paths together from the folder, named once, and the files in it: a few bytes a line may stand for long paths. */
class OwnedPaths {
	/** The folder that following files are in. */
	folder = "";
	readonly #limits: Limits;
	readonly #visitor: ApkVisitor;
	#bytes = 0;

	constructor(limits: Limits, visitor: ApkVisitor) {
		this.#limits = limits;
		this.#visitor = visitor;
	}

	add(record: ApkRecord, name: string): void {
		const { maxPathBytes, maxKeptBytes } = this.#limits;
		const path = this.folder === "" ? `/${name}` : `/${this.folder}/${name}`;
		// No file of the subject has such a path.
		if (path.length > maxPathBytes || this.#bytes > maxKeptBytes) return;

		this.#bytes += path.length;
		if (this.#bytes <= maxKeptBytes) record.files.push(path);
		else this.#visitor.problem({ code: "file-limit", message: `paths of more than ${maxKeptBytes} bytes in all`, limit: "maxKeptBytes" });
	}
}
