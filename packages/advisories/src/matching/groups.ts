import type { AdvisoryDatabase } from "../database/advisory-database.ts";
import { IdGroups } from "./id-groups.ts";
import type { Match } from "./match.ts";
import { compareIds } from "./vulnerability-order.ts";

/** One vulnerability of a package, with every record that speaks of it. */
export interface MatchGroup {
	/** All its ids, the one to call it by first. */
	readonly ids: readonly string[];
	/** At least one; those about this vulnerability alone come before bundles. */
	readonly matches: readonly Match[];
}

/** What alias look-ups need of a database. */
export type AliasSource = Pick<AdvisoryDatabase, "facts" | "recordsNaming">;

/** Ids followed from one package; real chains have a handful, and a hostile feed may have no end. */
const MAX_FOLLOWED = 10_000;

/**
 * Brings together the records that are about one vulnerability: those that share an id, also by way of other records of
 * the database. A bundle is part of each vulnerability that it carries, and is no name of any.
 */
export function groupMatches(matches: readonly Match[], source: AliasSource): MatchGroup[] {
	const groups = new IdGroups();
	for (const { facts, carried } of matches) {
		for (const id of carried.ids) groups.join(carried.bundle ? id : facts.id, id);
		if (!carried.bundle) groups.join(facts.id, facts.id);
	}
	followAliases(groups, source);

	const parts = matches.flatMap((match) => vulnerabilitiesOf(match).map((id) => ({ root: groups.rootOf(id), match })));
	const members = Map.groupBy(groups.ids(), (id) => groups.rootOf(id));
	return [...Map.groupBy(parts, ({ root }) => root)].map(([root, found]) => ({
		ids: (members.get(root) ?? [root]).sort(compareIds),
		matches: [...new Set(found.map(({ match }) => match))],
	}));
}

/** An id for each vulnerability that a record is about. */
function vulnerabilitiesOf({ facts, carried }: Match): readonly string[] {
	return carried.bundle ? carried.ids : [facts.id];
}

function followAliases(groups: IdGroups, source: AliasSource): void {
	const followed = new Set<string>();
	// The set grows while it is walked: what is found is followed in its turn
	for (const id of groups.ids()) {
		if (followed.size >= MAX_FOLLOWED) return;
		followed.add(id);
		for (const alias of source.facts(id)?.aliases ?? []) groups.join(id, alias);
		for (const record of source.recordsNaming(id)) {
			// Naming it as upstream makes a distribution's own record of it, which is another id for other packages
			if (source.facts(record)?.aliases.includes(id) === true) groups.join(id, record);
		}
	}
}
