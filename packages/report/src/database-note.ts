import type { DatabaseIdentity } from "@plimsoll/core";

/** What every report made with the starter database says. */
export const STARTER_NOTE = "Only the starter database was used, which knows a fraction of all advisories.";

/** How to have the full database, one command a line. */
export const FULL_DATABASE_COMMANDS: readonly string[] = [
	"plimsoll db build --from <OSV bulk export> --output plimsoll.db",
	"plimsoll scan <target> --db plimsoll.db",
];

/** What a reader has to know about the database that was used, in one line; undefined when it is the full one. */
export function databaseNote(database: DatabaseIdentity | undefined): string | undefined {
	if (database === undefined) return "No advisory database was used: nothing was matched.";
	if (database.kind === "full") return undefined;
	return `${STARTER_NOTE} For the full one: ${FULL_DATABASE_COMMANDS.join(", then ")}`;
}
