import type { Answer } from "./tools.ts";

/** How far two tools agree about one target. */
export interface Agreement {
	readonly both: number;
	readonly onlyOurs: readonly string[];
	readonly onlyTheirs: readonly string[];
	/** Share of theirs that is also ours. */
	readonly recall: number;
	/** Share of all that both have. */
	readonly jaccard: number;
}

/** Compares the packages. */
export function comparePackages(ours: Answer, theirs: Answer): Agreement {
	return agreement(
		[...ours.packages].filter((purl) => !theirs.packages.has(purl)),
		[...theirs.packages].filter((purl) => !ours.packages.has(purl)),
		[...ours.packages].filter((purl) => theirs.packages.has(purl)).length,
	);
}

/** Compares the matches on packages that both have: what differs there is a judgement, not an inventory. */
export function compareMatches(ours: Answer, theirs: Answer): Agreement {
	const onlyOurs: string[] = [];
	const onlyTheirs: string[] = [];
	let both = 0;
	for (const purl of ours.packages) {
		if (!theirs.packages.has(purl)) continue;
		const left = ours.matches.get(purl) ?? [];
		const right = theirs.matches.get(purl) ?? [];
		for (const ids of left) {
			if (right.some((others) => overlaps(ids, others))) both++;
			else onlyOurs.push(`${purl} ${ids[0]}`);
		}
		for (const ids of right) {
			if (!left.some((others) => overlaps(ids, others))) onlyTheirs.push(`${purl} ${ids[0]}`);
		}
	}
	return agreement(onlyOurs, onlyTheirs, both);
}

function overlaps(ids: readonly string[], others: readonly string[]): boolean {
	return ids.some((id) => others.includes(id));
}

function agreement(onlyOurs: readonly string[], onlyTheirs: readonly string[], both: number): Agreement {
	const theirs = both + onlyTheirs.length;
	const all = theirs + onlyOurs.length;
	return {
		both,
		onlyOurs: [...onlyOurs].sort(),
		onlyTheirs: [...onlyTheirs].sort(),
		recall: theirs === 0 ? 1 : both / theirs,
		jaccard: all === 0 ? 1 : both / all,
	};
}
