/** What went wrong with standard output, if anything did. */
let failure: NodeJS.ErrnoException | undefined;

/**
 * Keeps a stream that cannot be written to from ending the process in the middle of its work, with a stack trace and the exit
 * code of a failed gate. What standard error cannot take is lost: nobody is left to be told.
 */
export function watchStandardStreams(): void {
	process.stdout.on("error", (error: NodeJS.ErrnoException) => {
		// Whoever reads our output may have seen enough (`| head`); that is no failure of ours.
		if (error.code !== "EPIPE") failure ??= error;
	});
	process.stderr.on("error", () => {});
}

/** Writes to standard output, and resolves when the text has gone, or never will. */
export function print(text: string): Promise<void> {
	return new Promise((resolve) => {
		process.stdout.write(text, () => resolve());
	});
}

/**
 * Waits until all that was printed has gone.
 *
 * @throws {@link import("./cli-error.ts").CliError} `output-unwritable` where some of it could not be written
 */
export async function flushStandardOutput(): Promise<void> {
	await print("");
	if (failure === undefined) return;

	const { CliError } = await import("./cli-error.ts");
	throw new CliError("output-unwritable", `standard output could not be written: ${failure.message}`, { cause: failure });
}
