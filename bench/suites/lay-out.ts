import { cpSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { canonicalName } from "./canonical-name.ts";

/** Fixtures of one ecosystem, each in a folder of its own. */
export interface Suite {
	readonly name: string;
	readonly folder: string;
	readonly fixtures: number;
}

const FIXTURE_FOLDERS: ReadonlySet<string> = new Set(["testdata", "test-fixtures"]);

/**
 * Lays out the fixtures below a folder of a peer's checkout: every file that names packages, under the name that scanners look
 * for, with whatever lies beside it where it has that name already.
 *
 * @param source the folder of one ecosystem
 */
export function layOut(source: string, name: string, work: string): Suite {
	const folder = join(work, name);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	let fixtures = 0;
	for (const file of filesBelow(source)) {
		const wanted = canonicalName(basename(file));
		if (wanted === undefined || !isFixture(file)) continue;
		const place = join(folder, String(fixtures++), wanted);
		mkdirSync(dirname(place), { recursive: true });
		if (wanted === basename(file)) cpSync(dirname(file), dirname(place), { recursive: true, dereference: false, filter: isSmall });
		else cpSync(file, place);
	}
	return { name, folder, fixtures };
}

function isFixture(file: string): boolean {
	return file.split("/").some((part) => FIXTURE_FOLDERS.has(part));
}

/** Archives of whole images lie beside fixtures, too. */
function isSmall(file: string): boolean {
	const stats = statSync(file, { throwIfNoEntry: false });
	return stats !== undefined && (stats.isDirectory() || stats.size < 32 * 1024 * 1024);
}

function* filesBelow(folder: string): Generator<string> {
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) yield* filesBelow(path);
		else if (entry.isFile()) yield path;
	}
}
