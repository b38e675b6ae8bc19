import type { Readable } from "node:stream";
import { CliError } from "./cli-error.ts";

/**
 * Standard input, for a target that is read from it.
 *
 * @throws {@link CliError} `usage` where nobody but a person could be writing to it
 */
export function standardInput(): Readable {
	if (!process.stdin.isTTY) return process.stdin;
	throw new CliError(
		"usage",
		"- reads an image from standard input, which is a terminal; pipe one into it: docker save NAME | plimsoll scan -",
	);
}
