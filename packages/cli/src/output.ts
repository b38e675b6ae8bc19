import { randomBytes } from "node:crypto";
import { rename, rm, stat, writeFile } from "node:fs/promises";
import { messageOf } from "@plimsoll/core";
import { CliError } from "./cli-error.ts";
import type { FormatRequest } from "./options/scan-options.ts";
import { print } from "./standard-streams.ts";

/** One report to be written. */
export interface Output {
	readonly format: string;
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
 * @throws {CliError} `usage` when two formats want the same place
 */
export function planOutputs(options: { readonly format: readonly FormatRequest[]; readonly output?: string }): readonly Output[] {
	const requests = options.format.length === 0 ? [{ format: "table" }] : options.format;
	const outputs = requests.map((request) => outputOf({ ...request, file: request.file ?? options.output }));

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
 * Writes one report; a file is replaced at once, so that nobody reads half of it.
 *
 * @throws {CliError} `output-unwritable`
 */
export async function write(output: Output, text: string): Promise<void> {
	if (output.file === undefined) {
		await print(text);
		return;
	}
	try {
		await replaceFile(output.file, text);
	} catch (error) {
		throw new CliError("output-unwritable", `${output.file}: the report could not be written: ${messageOf(error)}`, {
			path: output.file,
			cause: error,
		});
	}
}

async function replaceFile(file: string, text: string): Promise<void> {
	const existing = await stat(file).catch(() => undefined);
	// A pipe, a terminal or /dev/null is written to as it is.
	if (existing !== undefined && !existing.isFile()) return writeFile(file, text);

	const temporary = `${file}.${randomBytes(6).toString("hex")}.tmp`;
	try {
		await writeFile(temporary, text, { flag: "wx" });
		await rename(temporary, file);
	} catch (error) {
		await rm(temporary, { force: true });
		throw error;
	}
}

function outputOf({ format, file }: { readonly format: string; readonly file: string | undefined }): Output {
	if (file !== undefined) return { format, file, columns: FILE_COLUMNS, color: false };
	const terminal = process.stdout.isTTY === true;
	return {
		format,
		columns: terminal ? process.stdout.columns || FILE_COLUMNS : FILE_COLUMNS,
		color: terminal && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb",
	};
}
