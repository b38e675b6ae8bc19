import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { problemEntry } from "../../formats/problem.ts";
import { readAuditData } from "./audit-data.ts";
import { readCargoLock } from "./cargo-lock.ts";
import { type Crate, foundCargoPackage } from "./cargo-package.ts";

/**
 * Finds Rust crates.
 *
 * Built: every executable made with `cargo auditable`, wherever it lies. Crates that only helped to build it are not in it.
 *
 * Locked: in a folder, each `Cargo.lock`. In an image they count only where no executable tells of its crates but what the
 * operating system owns: executables have no fixed place relative to their project, a lock names development's and other
 * platforms' crates too, but one beside an executable that tells nothing is all there is. A lock that a package of the operating
 * system brings along never counts in an image.
 */
export function catalogCargo(context: CatalogContext): void {
	let isBuilt = false;
	for (const executable of context.excerpts) {
		addBuilt(context, executable);
		isBuilt ||= context.ownerOf(executable.path) === undefined;
	}
	if (isBuilt && context.subject === "image") return;
	for (const file of context.files) {
		if (context.subject === "directory" || context.ownerOf(file.path) === undefined) addLocked(context, file);
	}
}

function addBuilt(context: CatalogContext, { path, bytes }: FoundFile): void {
	const { value: crates, problem } = readAuditData(bytes, context.limits);
	if (problem !== undefined) context.report(problemEntry(path, problem));
	for (const { name, version, isRuntime, direct } of crates ?? []) {
		if (isRuntime) add(context, { name, version, path, direct });
	}
}

function addLocked(context: CatalogContext, { path, bytes }: FoundFile): void {
	const { value: crates, problem } = readCargoLock(bytes, context.limits);
	if (problem !== undefined) context.report(problemEntry(path, problem));
	for (const crate of crates ?? []) add(context, { ...crate, path });
}

function add(context: CatalogContext, crate: Crate): void {
	const found = foundCargoPackage(crate);
	if (found !== undefined) context.add(found);
	else context.report(problemEntry(crate.path, { code: "file-malformed", message: "a crate without a valid name and version" }));
}
