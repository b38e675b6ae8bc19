import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import { defaultLimits, type Package } from "@plimsoll/core";
import type { AdvisoryDatabase } from "../database/advisory-database.ts";
import { buildDatabase } from "../database/build.ts";
import { openDatabase } from "../database/open.ts";
import { zipOf } from "./make-zip.ts";

/** A folder that goes when the test ends. */
export function scratchFolder(test: TestContext): string {
	const folder = mkdtempSync(join(tmpdir(), "plimsoll-advisories-"));
	test.after(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** Writes files, by their path in a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	}
}

/** A database of records that one feed holds, open until the test ends. */
export async function databaseOf(test: TestContext, records: readonly object[]): Promise<AdvisoryDatabase> {
	const folder = scratchFolder(test);
	writeFiles(folder, { "feed/all/all.zip": zipOf(records) });
	const output = join(folder, "advisories.db");
	await buildDatabase({ from: join(folder, "feed"), output, kind: "full", limits: defaultLimits() });
	const database = openDatabase(output);
	test.after(() => database.close());
	return database;
}

/** A package as a cataloger would find it. */
export function packageOf(ecosystem: string, name: string, version: string, more: Partial<Package> = {}): Package {
	const type = ecosystem.split(":")[0]?.toLowerCase() ?? "";
	return { purl: `pkg:${type}/${name}@${version}`, type, name, version, ecosystem, licenses: [], locations: [{ path: `/${name}` }], ...more };
}

/** A record that affects one package from the first version to a fix. */
export function recordOf(id: string, ecosystem: string, name: string, fixed: string, more: object = {}): object {
	return {
		id,
		modified: "2024-01-01T00:00:00Z",
		affected: [{ package: { ecosystem, name }, ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed }] }] }],
		...more,
	};
}
