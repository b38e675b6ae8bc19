import type { Digest } from "./digest.ts";
import type { LimitName } from "./limits.ts";

/** What kind of gap a coverage entry is about. */
export type CoverageCode =
	| "manifest-skipped"
	| "layer-missing"
	| "layer-unfetched"
	| "layer-corrupt"
	| "layer-digest-mismatch"
	| "layer-diff-id-mismatch"
	| "layer-foreign"
	| "layer-unsupported"
	| "layer-limit"
	| "entry-ignored"
	| "file-unreadable"
	| "file-malformed"
	| "stray-malformed"
	| "file-limit"
	| "executable-unread"
	| "archive-unread"
	| "link-loop"
	| "skipped"
	| "database-unsupported"
	| "advisories-missing"
	| "advisory-unreadable"
	| "owned-not-matched"
	| "operating-system-unknown"
	| "version-unparsable"
	| "version-unresolved"
	| "reference-ignored"
	| "identity-guessed"
	| "identity-unknown"
	| "package-unidentified"
	| "sbom-incomplete"
	| "sbom-unverified";

/** What a code stands for. */
export interface CoverageMeaning {
	/** Whether content of the subject was lost, which makes a scan incomplete (exit code 3); otherwise it is information. */
	readonly lost: boolean;
	/** Whether it only says what Plimsoll decided on purpose, and nothing is left open: never an exit code, `--strict` or not. */
	readonly note?: true;
	readonly meaning: string;
}

/** Every kind of thing that a report says it did not, or could not fully, look at. */
export const COVERAGE_CODES: Readonly<Record<CoverageCode, CoverageMeaning>> = {
	"manifest-skipped": { lost: false, note: true, meaning: "A manifest of an index is no image but accompanies one, as attestations do." },
	"layer-missing": { lost: true, meaning: "The blob of a layer is not there." },
	"layer-unfetched": { lost: true, meaning: "A layer could not be fetched from its registry." },
	"layer-corrupt": { lost: true, meaning: "A layer could not be read to its end: its compression or its tar is damaged or cut short." },
	"layer-digest-mismatch": { lost: true, meaning: "A layer's bytes are not what the manifest names; nothing of it is used." },
	"layer-diff-id-mismatch": { lost: true, meaning: "A layer's content is not what the image configuration claims." },
	"layer-foreign": { lost: true, meaning: "A layer is kept elsewhere by design and was not fetched." },
	"layer-unsupported": { lost: true, meaning: "A layer is compressed or encrypted in a way that Plimsoll cannot read." },
	"layer-limit": { lost: true, meaning: "A layer, or the image, is larger than a limit allows; the rest of it was not read." },
	"entry-ignored": { lost: true, meaning: "An entry of a layer could not be placed: its path is too long, too deep or malformed." },
	"file-unreadable": { lost: true, meaning: "A file that names packages could not be read." },
	"file-malformed": { lost: true, meaning: "A file that names packages, or a part of it, could not be parsed." },
	"stray-malformed": {
		lost: false,
		meaning: "A file named as a package's is, but lying where none is installed, could not be parsed; packages carry such for their tests.",
	},
	"file-limit": { lost: true, meaning: "A file that names packages is larger, longer or deeper than a limit allows." },
	"executable-unread": { lost: false, meaning: "An executable is too large, or too odd, to be looked into as a whole." },
	"archive-unread": { lost: false, meaning: "An archive is of a kind, or as a mere zip of a size, that is not looked into." },
	"link-loop": { lost: true, meaning: "A file that names packages is behind links that never end." },
	skipped: { lost: false, meaning: "Files were not looked at, as was asked for." },
	"database-unsupported": { lost: true, meaning: "A package database is of a kind that Plimsoll cannot read." },
	"advisories-missing": { lost: false, meaning: "The advisory database has no advisories for an ecosystem that was found." },
	"advisory-unreadable": { lost: true, meaning: "A record of the advisory database could not be read." },
	"owned-not-matched": {
		lost: false,
		note: true,
		meaning: "Language packages belong to the distribution's own packages, whose advisories speak for them.",
	},
	"operating-system-unknown": { lost: false, meaning: "No operating system could be identified, or one without advisories." },
	"version-unparsable": {
		lost: false,
		meaning: "A package's version does not follow its ecosystem's rules; it was compared as well as can be.",
	},
	"version-unresolved": { lost: false, meaning: "A file asks for a package without saying which version." },
	"reference-ignored": { lost: false, meaning: "A file refers to another file or address that was not followed." },
	"package-unidentified": { lost: false, meaning: "A bill of materials names packages in no way that advisories know them by." },
	"sbom-incomplete": { lost: true, meaning: "A bill of materials says of itself that something is missing from it." },
	"sbom-unverified": { lost: false, meaning: "A bill of materials is taken at its word: what its maker did not see is not in it." },
	"identity-guessed": {
		lost: false,
		meaning: "A package does not say what it is; its name, group or version was concluded from its file.",
	},
	"identity-unknown": { lost: false, meaning: "A file holds software that does not say its name or version, and nothing else tells." },
};

/** One thing that was not, or not fully, looked at. */
export interface CoverageEntry {
	readonly code: CoverageCode;
	/** A sentence that names the thing, what was expected and what was found. */
	readonly message: string;
	/** The file, as an absolute path inside the subject. */
	readonly path?: string;
	/** The layer, by the digest of its blob. */
	readonly layer?: Digest;
	/** The limit that was met. */
	readonly limit?: LimitName;
}

/** Takes a coverage entry; how parsers report a gap without giving up. */
export type CoverageSink = (entry: CoverageEntry) => void;

/** Whether something of the subject was lost: what makes a report incomplete. */
export function isLost(entry: CoverageEntry): boolean {
	return COVERAGE_CODES[entry.code].lost;
}

/** Whether something is left open: content was lost, or something about it could not be told. */
export function isOpen(entry: CoverageEntry): boolean {
	return COVERAGE_CODES[entry.code].note !== true;
}
