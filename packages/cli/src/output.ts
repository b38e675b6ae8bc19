import { randomBytes } from "node:crypto";
import { rename, rm, stat, writeFile } from "node:fs/promises";
import { messageOf } from "@plimsoll/core";
import type { Rendered } from "@plimsoll/report";
import { CliError } from "./cli-error.ts";
import type { FormatRequest } from "./options/format-request.ts";
import { print } from "./standard-streams.ts";

/** One report to be written. */
export interface Output {
	readonly format: string;
	/** Of the format; the usual one where undefined. */
	readonly version?: string;
	/** Standard output where undefined. */
	readonly file?: string;
	readonly columns: number;
	readonly color: boolean;
}

/** The width of a table that no terminal shows: the same everywhere, so that equal scans give equal files. */
const FILE_COLUMNS = 120;

/**
 * Decides what is written where.
 *
 * @param usual the format where none is asked for
 * @throws {CliError} `usage` when two formats want the same place
 */
export function planOutputs(
	options: { readonly format: readonly FormatRequest[]; readonly output?: string },
	usual: string = "table",
): readonly Output[] {
	const requests = options.format.length === 0 ? [{ format: usual }] : options.format;
	const outputs = requests.map((request) => outputOf(request, options.output));

	const places = outputs.map((output) => output.file);
	const twice = outputs.find((output, index) => places.indexOf(output.file) !== index);
	if (twice !== undefined) {
		const place = twice.file ?? "standard output";
		throw new CliError("usage", `two formats go to ${place}: name a file for each, as in --format ${twice.format}=FILE`);
	}
	if (options.output !== undefined && !places.includes(options.output)) {
		throw new CliError("usage", `--output ${options.output} is for a --format without a file of its own, and there is none`);
	}
	return outputs;
}

/**
 * Refuses a format that the command does not write.
 *
 * @param who who writes what, as in `sbom writes`
 * @throws {CliError} `usage`
 */
export function requireFormat({ format }: Output, known: readonly string[], who: string): void {
	if (!known.includes(format)) throw new CliError("usage", `${who} ${known.join(", ")}; found ${format}`);
}

/**
 * Writes one report; a file is replaced at once, so that nobody reads half of it.
 *
 * @throws {CliError} `output-unwritable`
 */
export async function write(output: Output, rendered: Rendered): Promise<void> {
	const pieces = typeof rendered === "string" ? [rendered] : rendered;
	if (output.file === undefined) {
		for (const piece of pieces) await print(piece);
		return;
	}
	try {
		await replaceFile(output.file, pieces);
	} catch (error) {
		throw new CliError("output-unwritable", `${output.file}: the report could not be written: ${messageOf(error)}`, {
			path: output.file,
			cause: error,
		});
	}
}

async function replaceFile(file: string, pieces: Iterable<string>): Promise<void> {
	const existing = await stat(file).catch(() => undefined);
	// A pipe, a terminal or /dev/null is written to as it is.
	if (existing !== undefined && !existing.isFile()) return writeFile(file, pieces);

	const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
	try {
		await writeFile(temporary, pieces, { flag: "wx" });
		await rename(temporary, file);
	} catch (error) {
		await rm(temporary, { force: true });
		throw error;
	}
}

function outputOf({ file: own, ...form }: FormatRequest, given: string | undefined): Output {
	const file = own ?? given;
	if (file !== undefined) return { ...form, file, columns: FILE_COLUMNS, color: false };
	const terminal = process.stdout.isTTY === true;
	return {
		...form,
		columns: terminal ? process.stdout.columns || FILE_COLUMNS : FILE_COLUMNS,
		color: terminal && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb",
	};
}
