import type { LimitName } from "./limits.ts";

/** What an error is about, where that can be named. */
export interface ErrorPlace {
	/** The file, inside or outside the subject. */
	readonly path?: string;
	/** The blob, as a digest or as the text that should have been one. */
	readonly blob?: string;
	/** The limit that was met. */
	readonly limit?: LimitName;
}

/** Options of {@link PlimsollError}. */
export interface PlimsollErrorOptions extends ErrorPlace {
	/** The error behind this one. */
	readonly cause?: unknown;
}

/**
 * The base of every error that Plimsoll throws on purpose. A message names the thing, what was expected and what was
 * found; `code` is stable and meant for programs. Anything else that is thrown is a defect of Plimsoll.
 */
export abstract class PlimsollError<Code extends string = string> extends Error implements ErrorPlace {
	readonly code: Code;
	readonly path?: string;
	readonly blob?: string;
	readonly limit?: LimitName;

	constructor(code: Code, message: string, options: PlimsollErrorOptions = {}) {
		super(message, options.cause === undefined ? undefined : { cause: options.cause });
		this.name = new.target.name;
		this.code = code;
		if (options.path !== undefined) this.path = options.path;
		if (options.blob !== undefined) this.blob = options.blob;
		if (options.limit !== undefined) this.limit = options.limit;
	}
}

/** Whether a thrown value is an error of the operating system with one of these codes, such as `ENOENT`. */
export function isSystemError(error: unknown, ...codes: readonly string[]): error is NodeJS.ErrnoException {
	return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
