import { compareText, type Finding } from "@plimsoll/core";
import { type AdvisorySource, advisorySource } from "../advisory-source.ts";
import { facts } from "../bill-of-materials/facts.ts";
import type { UniqueRefs } from "../bill-of-materials/unique-refs.ts";
import type { Report } from "../reporter.ts";
import { webAddress } from "../web-address.ts";
import { type Property, propertiesOf } from "./properties.ts";
import { type Rating, ratings } from "./ratings.ts";
import type { VersionTraits } from "./versions.ts";

/** A `vulnerability` with the components that it affects. */
export interface CdxVulnerability {
	readonly "bom-ref": string;
	readonly id: string;
	readonly source: AdvisorySource;
	readonly references?: readonly { readonly id: string; readonly source: AdvisorySource }[];
	readonly ratings: readonly Rating[];
	readonly description?: string;
	readonly recommendation?: string;
	readonly advisories?: readonly { readonly url: string }[];
	readonly published?: string;
	readonly updated?: string;
	readonly affects: readonly {
		readonly ref: string;
		readonly versions: readonly { readonly version: string; readonly status: "affected" }[];
	}[];
	readonly properties?: readonly Property[];
}

/** By purl, the reference and version of a package. */
export type Affectable = ReadonlyMap<string, { readonly ref: string; readonly version: string }>;

/** What the vulnerabilities of a document are made with. */
export interface VulnerabilityMaking {
	readonly unique: UniqueRefs;
	readonly traits: VersionTraits;
}

/** The shown findings; those that say the same of several packages are one vulnerability that affects them all. */
export function vulnerabilities(report: Report, affectable: Affectable, making: VulnerabilityMaking): CdxVulnerability[] {
	const same = new Map<string, Finding[]>();
	for (const finding of report.shown) {
		const { purl: _purl, fingerprint: _fingerprint, ...facts } = finding;
		same.getOrInsertComputed(JSON.stringify(facts), () => []).push(finding);
	}
	return [...same.values()].map((findings) => vulnerability(findings, affectable, making));
}

function vulnerability(findings: readonly Finding[], affectable: Affectable, { unique, traits }: VulnerabilityMaking): CdxVulnerability {
	const finding = findings[0] as Finding;
	const references = referencesOf(finding);
	const urls = new Set(finding.advisories.map((advisory) => webAddress(advisory.url)).filter((url) => url !== undefined));
	const published = dates(finding.advisories.map((advisory) => advisory.published))[0];
	const updated = dates(finding.advisories.map((advisory) => advisory.modified)).at(-1);
	return {
		"bom-ref": unique.give(`vulnerability:${finding.id}:${finding.fingerprint}`),
		id: finding.id,
		source: advisorySource(finding.id),
		...(references.length === 0 ? {} : { references }),
		ratings: ratings(finding, traits),
		...(finding.summary === undefined ? {} : { description: finding.summary }),
		...(finding.fixedVersion === undefined ? {} : { recommendation: `Upgrade to ${finding.fixedVersion}.` }),
		...(urls.size === 0 ? {} : { advisories: [...urls].map((url) => ({ url })) }),
		...(published === undefined ? {} : { published }),
		...(updated === undefined ? {} : { updated }),
		affects: affected(findings, affectable),
		...propertiesOf(
			facts([
				["fixedVersion", finding.fixedVersion],
				["severitySource", finding.severitySource.kind],
				...[...new Set(findings.map(({ fingerprint }) => fingerprint))].map((fingerprint) => ["fingerprint", fingerprint] as const),
			]),
		),
	};
}

/** Every other id of the vulnerability: aliases, and the advisories that told of it. */
function referencesOf(finding: Finding): { id: string; source: AdvisorySource }[] {
	const ids = new Set([...finding.aliases, ...finding.advisories.map((advisory) => advisory.id)]);
	ids.delete(finding.id);
	return [...ids].sort(compareText).map((id) => ({ id, source: advisorySource(id) }));
}

function affected(findings: readonly Finding[], affectable: Affectable): CdxVulnerability["affects"] {
	return [...new Set(findings.map(({ purl }) => purl))].map((purl) => {
		const { ref, version } = affectable.get(purl) ?? { ref: purl, version: "" };
		return { ref, versions: version === "" ? [] : [{ version, status: "affected" }] };
	});
}

/** RFC 3339 with a real day, as the schema's `date-time` demands; oldest first. */
function dates(texts: readonly (string | undefined)[]): string[] {
	return texts
		.filter((text) => text !== undefined)
		.filter((text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(text))
		.map((text) => new Date(text))
		.filter((date) => !Number.isNaN(date.getTime()))
		.sort((a, b) => a.getTime() - b.getTime())
		.map((date) => date.toISOString());
}
