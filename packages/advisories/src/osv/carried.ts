import { findEcosystem } from "../orderings/orderings.ts";
import type { AdvisoryFacts, Affected } from "./record.ts";

/** The vulnerabilities that a record is about. */
export interface CarriedVulnerabilities {
	/** Whether it bundles several, as a distribution's update does: each of the ids is a vulnerability of its own. */
	readonly bundle: boolean;
	/** The other ids of its one vulnerability, or the CVEs of a bundle. */
	readonly ids: readonly string[];
}

const CVE = /^CVE-\d{4}-\d{4,}$/;

/** Whether an id is a whole CVE. */
export function isCve(id: string): boolean {
	return CVE.test(id);
}

/**
 * What a record stands for. Several CVEs as `upstream` make a bundle; in a distribution's record several as `aliases` do,
 * and where neither names a CVE those it calls `related` count. Elsewhere aliases are one vulnerability, however many.
 */
export function carriedVulnerabilities(
	record: AdvisoryFacts & { readonly affected: readonly Pick<Affected, "ecosystem">[] },
): CarriedVulnerabilities {
	const distribution = record.affected.some(({ ecosystem }) => findEcosystem(ecosystem)?.distribution === true);
	const named = new Set([...record.aliases, ...record.upstream]);
	if (distribution && ![...named].some(isCve)) for (const id of record.related) named.add(id);

	const cves = (distribution ? [...named] : record.upstream).filter(isCve);
	return cves.length > 1 ? { bundle: true, ids: cves } : { bundle: false, ids: [...named] };
}
