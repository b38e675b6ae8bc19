import type { CvssScore, Finding, Severity } from "@plimsoll/core";
import { advisorySource } from "../advisory-source.ts";
import type { VersionTraits } from "./versions.ts";

/** A `rating` of a vulnerability. */
export interface Rating {
	readonly source?: { readonly name: string; readonly url: string };
	readonly score?: number;
	readonly severity: string;
	readonly method?: string;
	readonly vector?: string;
	readonly justification?: string;
}

/** CycloneDX's words where they differ from ours. */
const SEVERITY_WORDS: Readonly<Partial<Record<Severity, string>>> = { negligible: "info" };

const METHODS: ReadonlyMap<string, string> = new Map([
	["2.0", "CVSSv2"],
	["3.0", "CVSSv3"],
	["3.1", "CVSSv31"],
	["4.0", "CVSSv4"],
]);

/** The rating that Plimsoll uses first, then every CVSS score that is known. */
export function ratings(finding: Finding, traits: VersionTraits): Rating[] {
	const scores = finding.scores.map((score) => scoreRating(score, traits));
	const { kind, vector, advisory } = finding.severitySource;
	const used = kind === "cvss" ? finding.scores.findIndex((score) => score.vector === vector) : -1;
	const [first] = used < 0 ? [] : scores.splice(used, 1);
	return [first ?? wordRating(finding.severity, kind, advisory), ...scores];
}

function scoreRating(score: CvssScore, traits: VersionTraits): Rating {
	const method = METHODS.get(score.version);
	return {
		source: advisorySource(score.advisory),
		score: score.score,
		severity: severityWord(score.severity),
		method: method === undefined || (method === "CVSSv4" && !traits.since15) ? "other" : method,
		vector: score.vector,
	};
}

function wordRating(severity: Severity, kind: Finding["severitySource"]["kind"], advisory: string): Rating {
	if (kind === "none") return { severity: severityWord(severity) };
	const justification = kind === "distribution" ? "the distribution's own rating" : "as the advisory says";
	return { source: advisorySource(advisory), severity: severityWord(severity), method: "other", justification };
}

function severityWord(severity: Severity): string {
	return SEVERITY_WORDS[severity] ?? severity;
}
