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
	/** Absolute paths. */
	readonly files: string[];
}

const FIELDS: ReadonlyMap<string, "name" | "version" | "architecture" | "license" | "origin"> = new Map([
	["P", "name"],
	["V", "version"],
	["A", "architecture"],
	["L", "license"],
	["o", "origin"],
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
	let folder = "";
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
			folder = "";
		}
		if (line[1] !== ":") visitor.problem({ code: "file-malformed", message: `line ${number}: expected a letter and a colon` });
		else folder = takeField(record, line, folder);
	}
	if (record !== undefined) visitor.record(record);
}

/** @returns the folder that following files are in */
function takeField(record: ApkRecord, line: string, folder: string): string {
	const letter = line[0] ?? "";
	const value = line.slice(2).trim();
	if (letter === "F") return value;
	if (letter === "R") record.files.push(folder === "" ? `/${value}` : `/${folder}/${value}`);

	const field = FIELDS.get(letter);
	if (field !== undefined) record[field] ??= value;
	return folder;
}
