import type { Limits } from "@plimsoll/core";
import type { Parsed } from "../../formats/problem.ts";
import { parseToml } from "../../formats/toml.ts";
import { field, isObject, listOf, textField, type Value } from "../../formats/value.ts";

/** A crate that a lock names. */
export interface LockedCrate {
	readonly name: unknown;
	readonly version: unknown;
	/** Whether a crate of the project itself asks for it; unknown for those themselves. */
	readonly direct: boolean | undefined;
	/** Of its archive: SHA-256. */
	readonly checksum: string | undefined;
	/** Those that it needs. */
	readonly needs: readonly Pick<LockedCrate, "name" | "version">[];
}

/**
 * Reads `Cargo.lock`, versions 1 to 4. They differ in where checksums stand and how a dependency is written: always its name
 * first, then its version where the name is locked in several, then its source where that is not enough.
 */
export function readCargoLock(bytes: Uint8Array, limits: Limits): Parsed<readonly LockedCrate[]> {
	const { value, problem } = parseToml(bytes, limits);
	if (problem !== undefined) return { problem };

	const listed = field(value, "package");
	const root = field(value, "root");
	if (listed !== undefined && !Array.isArray(listed))
		return { problem: { code: "file-malformed", message: "expected [[package]] tables" } };
	// The oldest locks have the project's own crate apart.
	const tables = [...listOf(listed), ...(root === undefined ? [] : [root])].filter(isObject);
	const asked = askedFor(tables);
	const known = byName(tables);
	const checksums = field(value, "metadata");
	return {
		value: tables.map((table) => ({
			name: field(table, "name"),
			version: field(table, "version"),
			direct: directOf(table, asked),
			checksum: textField(table, "checksum") ?? textField(checksums, checksumKey(table)),
			needs: dependenciesOf(table).flatMap((dependency) => known.get(shortened(dependency)) ?? []),
		})),
	};
}

/** The oldest locks have checksums apart. */
function checksumKey(table: Value): string {
	return `checksum ${["name", "version"].map((key) => textField(table, key) ?? "").join(" ")} (${textField(table, "source") ?? ""})`;
}

/** Crates by the ways that others call them: `name version`, and `name` where there is only one of it. */
function byName(tables: readonly Value[]): ReadonlyMap<string, LockedCrate["needs"][number]> {
	const known = new Map<string, LockedCrate["needs"][number]>();
	const several = new Set<string>();
	for (const table of tables) {
		const name = textField(table, "name") ?? "";
		const version = textField(table, "version") ?? "";
		if (known.has(name)) several.add(name);
		known.set(`${name} ${version}`, { name, version });
		known.set(name, { name, version });
	}
	for (const name of several) known.delete(name);
	return known;
}

function dependenciesOf(table: Value): readonly string[] {
	return listOf(field(table, "dependencies")).filter((dependency) => typeof dependency === "string");
}

/** Without the source. */
function shortened(dependency: string): string {
	return dependency.split(" ", 2).join(" ");
}

/** Crates of the project itself come from no source. */
function isOwn(table: Value): boolean {
	return field(table, "source") === undefined;
}

/** What the project's own crates depend on: `name`, or `name version` where that is said. */
function askedFor(tables: readonly Value[]): ReadonlySet<string> {
	const asked = new Set<string>();
	for (const table of tables.filter(isOwn)) {
		for (const dependency of dependenciesOf(table)) asked.add(shortened(dependency));
	}
	return asked;
}

function directOf(table: Value, asked: ReadonlySet<string>): boolean | undefined {
	if (isOwn(table)) return undefined;
	const name = textField(table, "name") ?? "";
	return asked.has(name) || asked.has(`${name} ${textField(table, "version") ?? ""}`);
}
