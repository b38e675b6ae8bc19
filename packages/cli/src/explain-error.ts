import { isSystemError, messageOf, neutralise, PlimsollError } from "@plimsoll/core";
import { CommanderError } from "commander";
import { EXIT_CODES } from "./exit-code.ts";
import { traceOf } from "./trace.ts";

/** System errors that say something about the machine, not about Plimsoll. */
const MACHINE_ERRORS = ["EACCES", "EIO", "EMFILE", "ENFILE", "ENOENT", "ENOMEM", "ENOSPC", "EPERM", "EROFS"];

/** The longest message that is printed. */
const MAX_LENGTH = 2000;

/**
 * Says on standard error, in one line, why a command could not do its work.
 *
 * @returns the exit code that goes with it
 */
export function explainError(error: unknown, options: { readonly debug: boolean; readonly interrupted: boolean }): number {
	if (error instanceof CommanderError) return explainUsage(error);
	if (options.debug) process.stderr.write(traceOf(error));
	if (options.interrupted) return say("interrupted", EXIT_CODES.interrupted);

	if (error instanceof PlimsollError) return say(`${error.message} [${error.code}]`, EXIT_CODES.error);
	if (isSystemError(error, ...MACHINE_ERRORS)) return say(error.message, EXIT_CODES.error);
	return say(`internal error, please report it: ${messageOf(error)}`, EXIT_CODES.error);
}

/** To Commander help and version, which it has printed by then, are errors, too. */
function explainUsage({ code, exitCode, message }: CommanderError): number {
	if (exitCode === 0) return EXIT_CODES.pass;
	if (code === "commander.help") return EXIT_CODES.error;
	// Its suggestion comes on a line of its own.
	return say(`${message.replace(/^error: /, "").replaceAll("\n", " ")} (--help says more) [usage]`, EXIT_CODES.error);
}

function say(message: string, exitCode: number): number {
	process.stderr.write(`plimsoll: error: ${neutralise(message, MAX_LENGTH)}\n`);
	return exitCode;
}
