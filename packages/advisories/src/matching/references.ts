import { type AdvisoryReference, compareText } from "@plimsoll/core";
import type { VersionOrdering } from "../orderings/ordering.ts";
import { fixedVersionsOf } from "../osv/evaluate.ts";
import type { Match } from "./match.ts";

/** The page that OSV has for every record of its export. */
const PAGES = "https://osv.dev/vulnerability/";

/** The advisories behind a finding, ordered by id. */
export function referencesOf(matches: readonly Match[], ordering: VersionOrdering | undefined): AdvisoryReference[] {
	return matches.map((match) => referenceOf(match, ordering)).sort((a, b) => compareText(a.id, b.id));
}

function referenceOf({ facts, affected }: Match, ordering: VersionOrdering | undefined): AdvisoryReference {
	const fixedVersions = new Set(affected.flatMap((one) => fixedVersionsOf(one, ordering)));
	return {
		id: facts.id,
		ecosystem: affected[0]?.ecosystem ?? "",
		url: `${PAGES}${encodeURIComponent(facts.id)}`,
		...(facts.published === undefined ? {} : { published: facts.published }),
		...(facts.modified === undefined ? {} : { modified: facts.modified }),
		fixedVersions: [...fixedVersions],
	};
}
