import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CoverageCode, defaultLimits, type Limits, type Package } from "@plimsoll/core";
import { type Inventory, inventoryExcerpts, takeInventory } from "../take-inventory.ts";
import { type MemoryFile, memoryTree } from "./memory-tree.ts";

/** What a test may say besides the files. */
export interface Circumstances {
	readonly subject?: "image" | "directory";
	readonly limits?: Partial<Limits>;
}

/** The inventory of some files; of a folder unless told otherwise. */
export function inventoryOf(
	files: Readonly<Record<string, MemoryFile>>,
	{ subject = "directory", limits = {} }: Circumstances = {},
): Inventory {
	const options = { subject, limits: { ...defaultLimits(), ...limits } };
	return takeInventory(memoryTree(files, [], inventoryExcerpts(options)), options);
}

/** The bytes of a fixture in the `testdata` folder of a cataloger. */
export function testdata(cataloger: string, name: string): Buffer {
	return readFileSync(join(import.meta.dirname, "..", "catalogers", cataloger, "testdata", name));
}

/** `name@version` of every package. */
export function versionsOf(inventory: Inventory): string[] {
	return inventory.packages.map(({ name, version }) => `${name}@${version}`);
}

/** The package of a name; fails where there is none. */
export function packageNamed(inventory: Inventory, name: string): Package {
	const found = inventory.packages.find((candidate) => candidate.name === name);
	if (found === undefined) throw new Error(`no package ${name} among ${versionsOf(inventory).join(", ")}`);
	return found;
}

/** The codes of what could not be read. */
export function codesOf(inventory: Inventory): CoverageCode[] {
	return inventory.coverage.map(({ code }) => code);
}

/** Names of the packages that a condition holds for, ordered. */
export function namesWhere(inventory: Inventory, condition: (candidate: Package) => boolean): string[] {
	return inventory.packages
		.filter(condition)
		.map(({ name }) => name)
		.sort();
}

/** The names of the packages that some purls stand for, ordered by purl. */
export function namesOf(inventory: Inventory, purls: readonly string[] = []): string[] {
	return purls.map((purl) => inventory.packages.find((candidate) => candidate.purl === purl)?.name ?? purl);
}
