import type { Package } from "@plimsoll/core";
import type { AdvisoryFacts, Affected } from "../osv/record.ts";

/** What a distribution that keeps several versions of a package side by side has its advisories speak for. */
export interface Streams {
	/** The stream that a package belongs to, where it says so. */
	streamOf(one: Package): string | undefined;
	/** Whether what a record says of a package's versions can be about a build of it, judged by how their versions are written. */
	speaksForBuild(affected: Affected, version: string): boolean;
	/** Whether a record can be about a stream. */
	speaksForStream(facts: AdvisoryFacts, stream: string): boolean;
}
