import { PlimsollError } from "@plimsoll/core";

/** What can be wrong with a wish for a report. */
export type ReportErrorCode = "format-unknown";

/** A report could not be made as asked. */
export class ReportError extends PlimsollError<ReportErrorCode> {}
