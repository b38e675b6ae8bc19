import type { Advisory } from "../database/advisory-database.ts";
import type { CarriedVulnerabilities } from "../osv/carried.ts";
import { carriedVulnerabilities } from "../osv/carried.ts";
import { type InstalledVersion, isAffected } from "../osv/evaluate.ts";
import type { AdvisoryFacts, Affected } from "../osv/record.ts";
import type { Streams } from "../streams/streams.ts";

/** A record that affects the installed version of a package. */
export interface Match {
	readonly facts: AdvisoryFacts;
	/** All that the record says of the package. */
	readonly affected: readonly Affected[];
	readonly carried: CarriedVulnerabilities;
}

/** What is matched. */
export interface Installed {
	readonly version: InstalledVersion;
	/** The stream that it belongs to, and the rules for streams where there are some. */
	readonly stream?: string | undefined;
	readonly streams?: Streams | undefined;
}

/**
 * The advisories of a package that affect its installed version, by id.
 *
 * @param onUnreadable called with what is thrown for a record whose facts cannot be read; it matches by its id alone
 */
export function findMatches(advisories: readonly Advisory[], installed: Installed, onUnreadable: (error: unknown) => void): Match[] {
	const { version, stream, streams } = installed;
	const matches: Match[] = [];
	for (const [id, entries] of Map.groupBy(advisories, (advisory) => advisory.id)) {
		if (!entries.some((entry) => isAffected(entry.affected, version) && streams?.speaksForBuild(entry.affected, version.text) !== false))
			continue;
		const facts = readFacts(id, entries, onUnreadable);
		if (stream !== undefined && streams?.speaksForStream(facts, stream) === false) continue;
		const affected = entries.map((entry) => entry.affected);
		matches.push({ facts, affected, carried: carriedVulnerabilities({ ...facts, affected }) });
	}
	return matches.sort(compareMatches);
}

function readFacts(id: string, entries: readonly Advisory[], onUnreadable: (error: unknown) => void): AdvisoryFacts {
	try {
		const facts = entries[0]?.facts();
		if (facts !== undefined) return facts;
	} catch (error) {
		onUnreadable(error);
	}
	return { id, aliases: [], upstream: [], related: [], vectors: [] };
}

/** Records of one vulnerability before bundles, which say less about each; then by id. */
function compareMatches(a: Match, b: Match): number {
	return Number(a.carried.bundle) - Number(b.carried.bundle) || (a.facts.id < b.facts.id ? -1 : 1);
}
