import { PlimsollError } from "@plimsoll/core";

/** What can be wrong with an image as a whole. Damage to one layer is a coverage entry instead. */
export type OciErrorCode =
	| "target-invalid"
	| "target-not-found"
	| "target-unreadable"
	| "pattern-invalid"
	| "format-unknown"
	| "archive-malformed"
	| "blob-missing"
	| "blob-malformed"
	| "blob-not-a-file"
	| "digest-mismatch"
	| "size-mismatch"
	| "index-malformed"
	| "manifest-malformed"
	| "manifest-ambiguous"
	| "config-malformed"
	| "platform-missing"
	| "tag-missing"
	| "limit-exceeded"
	| "engine-unreachable"
	| "engine-denied"
	| "engine-failed"
	| "temporary-unwritable"
	| "manifest-unknown"
	| "registry-unreachable"
	| "registry-unauthorised"
	| "registry-denied"
	| "registry-refused"
	| "registry-malformed"
	| "settings-malformed";

/** An image, or a part of it that nothing can be said without, could not be read. */
export class OciError extends PlimsollError<OciErrorCode> {}
