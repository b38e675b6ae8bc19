import { isSystemError, messageOf, neutralise, PlimsollError } from "@plimsoll/core";
import { CommanderError } from "commander";
import { EXIT_CODES } from "./exit-code.ts";
import { createProgram } from "./program.ts";

/**
 * Runs one command line.
 *
 * @param args the arguments behind the program's name
 * @returns the exit code; errors are printed to standard error, one line each, with a stack trace only under `--debug`
 */
export async function run(args: readonly string[]): Promise<number> {
	const interruption = new AbortController();
	const interrupt = (): void => interruption.abort(new Error("interrupted"));
	process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
	process.stdout.on("error", ignoreClosedPipe);

	let exitCode: number = EXIT_CODES.pass;
	const setExitCode = (code: number): void => {
		exitCode = code;
	};
	const program = createProgram({ signal: interruption.signal, exit: setExitCode });
	try {
		await program.parseAsync(args, { from: "user" });
		return exitCode;
	} catch (error) {
		if (interruption.signal.aborted) return explain("interrupted", EXIT_CODES.interrupted);
		return report(error, args.includes("--debug"));
	} finally {
		process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
	}
}

function report(error: unknown, debug: boolean): number {
	// Commander has printed its own line by then; help and version are errors to it, too.
	if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.pass : EXIT_CODES.error;
	if (debug) console.error(error);

	const known = error instanceof PlimsollError || isSystemError(error, "EACCES", "ENOENT", "ENOSPC", "EROFS", "EMFILE");
	const prefix = known ? "" : "internal error, please report it: ";
	const code = error instanceof PlimsollError ? ` [${error.code}]` : "";
	return explain(`${prefix}${messageOf(error)}${code}`, EXIT_CODES.error);
}

function explain(message: string, exitCode: number): number {
	process.stderr.write(`plimsoll: error: ${neutralise(message, 2000)}\n`);
	return exitCode;
}

/** Whoever reads our output may have seen enough (`| head`); that is no failure of ours. */
function ignoreClosedPipe(error: Error): void {
	if (!isSystemError(error, "EPIPE")) throw error;
}
