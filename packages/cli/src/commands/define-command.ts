import type { Command } from "commander";

/** What a command is given beside its arguments. */
export interface CommandContext {
	/** Aborted on Ctrl-C. */
	readonly signal: AbortSignal;
	/**
	 * Says that a stretch of work begins, or ends, which never looks up to see the signal and leaves nothing behind: meanwhile
	 * Ctrl-C ends the process at once.
	 */
	busy(isBusy: boolean): void;
	/** Sets the exit code of a command that did its work. */
	exit(code: number): void;
}

/** Declares the arguments, options and action of a command. */
export type DefineCommand = (command: Command, context: CommandContext) => void;
