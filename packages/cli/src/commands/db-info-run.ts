import { openDatabase, openStarterDatabase } from "@plimsoll/advisories";
import { type DatabaseIdentity, neutralise } from "@plimsoll/core";

/** `plimsoll db info`. */
export function runDatabaseInfo(file: string | undefined, json: boolean): void {
	const database = file === undefined ? openStarterDatabase() : openDatabase(file);
	try {
		process.stdout.write(json ? `${JSON.stringify(database.identity, undefined, 2)}\n` : describe(database.identity));
	} finally {
		database.close();
	}
}

function describe(identity: DatabaseIdentity): string {
	const kind = identity.kind === "starter" ? "starter (a small selection; 'plimsoll db build' makes the full one)" : "full";
	const lines = [
		`Kind            ${kind}`,
		`Schema version  ${identity.schemaVersion}`,
		`Content         ${identity.contentDigest}`,
		`Advisories      ${identity.advisories}`,
		`Newest record   ${identity.modified ?? "unknown"}`,
		"Sources",
		...identity.sources.map((source) => `  ${source.name.padEnd(14)}${String(source.advisories).padStart(8)}  ${source.from}`),
	];
	return lines.map((line) => `${neutralise(line)}\n`).join("");
}
