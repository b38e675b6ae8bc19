import { EXIT_CODES } from "./exit-code.ts";
import { thisTool } from "./tool.ts";

/**
 * Runs one command line. What is not needed for it is not loaded: start-up is a cost of every pipeline step.
 *
 * @param args the arguments behind the program's name
 * @returns the exit code; errors are printed to standard error, one line each, with a stack trace only under `--debug`
 */
export async function run(args: readonly string[]): Promise<number> {
	if (args.length === 1 && (args[0] === "--version" || args[0] === "-V")) {
		process.stdout.write(`${thisTool().version}\n`);
		return EXIT_CODES.pass;
	}

	const interruption = new AbortController();
	const interrupt = (): void => interruption.abort(new Error("interrupted"));
	process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
	process.stdout.on("error", ignoreClosedPipe);
	try {
		return await runCommand(args, interruption.signal);
	} catch (error) {
		const { explainError } = await import("./explain-error.ts");
		return explainError(error, { debug: args.includes("--debug"), interrupted: interruption.signal.aborted });
	} finally {
		process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
	}
}

async function runCommand(args: readonly string[], signal: AbortSignal): Promise<number> {
	const { createProgram } = await import("./program.ts");
	let exitCode: number = EXIT_CODES.pass;
	const exit = (code: number): void => {
		exitCode = code;
	};
	const program = await createProgram(args, { signal, exit });
	await program.parseAsync(args, { from: "user" });
	return exitCode;
}

/** Whoever reads our output may have seen enough (`| head`); that is no failure of ours. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
	if (error.code !== "EPIPE") throw error;
}
