import { readFile } from "node:fs/promises";
import { checkVersionLines, compareVersions } from "@plimsoll/advisories";
import { messageOf, neutralise } from "@plimsoll/core";
import { CliError } from "../cli-error.ts";
import { EXIT_CODES } from "../exit-code.ts";
import type { VersionCompareOptions } from "./version-compare.ts";

const USAGE = "version-compare takes ECOSYSTEM A B, or --file FILE --ecosystem ECOSYSTEM";

/**
 * `plimsoll version-compare`.
 *
 * @returns the exit code: 1 when a line of the file does not hold
 */
export async function runVersionCompare(operands: readonly (string | undefined)[], options: VersionCompareOptions): Promise<number> {
	const [first, a, b] = operands;
	if (options.file !== undefined) {
		const ecosystem = options.ecosystem ?? first;
		if (ecosystem === undefined || a !== undefined) throw new CliError("usage", USAGE);
		return checkFile(options.file, ecosystem);
	}

	const [ecosystem, left, right] = options.ecosystem === undefined ? [first, a, b] : [options.ecosystem, first, a];
	if (ecosystem === undefined || left === undefined || right === undefined) throw new CliError("usage", USAGE);
	process.stdout.write(`${signOf(compareVersions(ecosystem, left, right))}\n`);
	return EXIT_CODES.pass;
}

async function checkFile(file: string, ecosystem: string): Promise<number> {
	const failures = checkVersionLines(await read(file), ecosystem);
	for (const failure of failures) {
		process.stdout.write(`${neutralise(`${file}:${failure.line}: ${failure.text}: ${failure.found}`)}\n`);
	}
	return failures.length === 0 ? EXIT_CODES.pass : EXIT_CODES.fail;
}

async function read(file: string): Promise<string> {
	try {
		return await readFile(file, "utf8");
	} catch (error) {
		throw new CliError("input-unreadable", `${file}: the file could not be read: ${messageOf(error)}`, { path: file, cause: error });
	}
}

function signOf(order: number): string {
	if (order === 0) return "=";
	return order < 0 ? "<" : ">";
}
