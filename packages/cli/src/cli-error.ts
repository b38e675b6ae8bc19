import { PlimsollError } from "@plimsoll/core";

/** What can be wrong with how the command was used. */
export type CliErrorCode = "usage" | "output-unwritable" | "input-unreadable";

/** The command cannot do what was asked of it. */
export class CliError extends PlimsollError<CliErrorCode> {}
