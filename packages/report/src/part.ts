import { formatPlatform } from "@plimsoll/core";
import type { Report } from "./reporter.ts";

/** What tells one report of a set from the others: an image's platform, with its version of the system where it has one. */
export function partOf({ evidence: { subject } }: Pick<Report, "evidence">): string {
	if (subject.kind !== "image") return subject.target;
	const { osVersion } = subject.platform;
	return formatPlatform(subject.platform) + (osVersion === undefined ? "" : `:${osVersion}`);
}
