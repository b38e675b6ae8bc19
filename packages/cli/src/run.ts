import { EXIT_CODES } from "./exit-code.ts";
import { Interruption } from "./interruption.ts";
import { flushStandardOutput, watchStandardStreams } from "./standard-streams.ts";
import { thisTool } from "./tool.ts";

/**
 * Runs one command line. What is not needed for it is not loaded: start-up is a cost of every pipeline step.
 *
 * @param args the arguments behind the program's name
 * @returns the exit code; errors are printed to standard error, one line each, with a stack trace only under `--debug`
 */
export async function run(args: readonly string[]): Promise<number> {
	watchStandardStreams();
	const interruption = new Interruption();
	const explain = async (error: unknown): Promise<number> => {
		const { explainError } = await import("./explain-error.ts");
		return explainError(error, { debug: args.includes("--debug"), interrupted: interruption.signal.aborted });
	};
	interruption.listen();
	try {
		const exitCode = isVersionRequest(args) ? printVersion() : await runCommand(args, interruption).catch(explain);
		return await flushStandardOutput().then(() => exitCode, explain);
	} finally {
		interruption.leave();
	}
}

function isVersionRequest([first, ...others]: readonly string[]): boolean {
	return others.length === 0 && (first === "--version" || first === "-V");
}

function printVersion(): number {
	process.stdout.write(`${thisTool().version}\n`);
	return EXIT_CODES.pass;
}

async function runCommand(args: readonly string[], interruption: Interruption): Promise<number> {
	const { createProgram } = await import("./program.ts");
	let exitCode: number = EXIT_CODES.pass;
	const exit = (code: number): void => {
		exitCode = code;
	};
	const busy = (isBusy: boolean): void => (isBusy ? interruption.leave() : interruption.listen());
	const program = await createProgram(args, { signal: interruption.signal, busy, exit });
	await program.parseAsync(args, { from: "user" });
	return exitCode;
}
