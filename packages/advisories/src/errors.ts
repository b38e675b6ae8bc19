import { PlimsollError } from "@plimsoll/core";

/** What can be wrong with advisories as a whole. A bad record of a feed is skipped and counted instead. */
export type AdvisoryErrorCode =
	| "ecosystem-unknown"
	| "version-invalid"
	| "database-missing"
	| "database-unreadable"
	| "database-corrupt"
	| "database-foreign"
	| "database-version"
	| "advisory-unreadable"
	| "feed-missing"
	| "feed-empty"
	| "feed-unreachable"
	| "feed-corrupt"
	| "feed-limit"
	| "output-unwritable"
	| "build-aborted";

/** The advisory database, a feed or an ecosystem's versions could not be used. */
export class AdvisoryError extends PlimsollError<AdvisoryErrorCode> {}
