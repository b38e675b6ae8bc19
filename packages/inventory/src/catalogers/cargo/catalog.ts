import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { cpeOf } from "../../cpe.ts";
import { problemEntry } from "../../formats/problem.ts";
import { writePurl } from "../../purl.ts";
import { readAuditData } from "./audit-data.ts";
import { readCargoLock } from "./cargo-lock.ts";
import { type Crate, foundCargoPackage } from "./cargo-package.ts";
import { readRustExcerpt } from "./rust-excerpt.ts";

/** As software that is told by its bytes names it. */
const COMPILER = "rust";

/**
 * Finds Rust crates.
 *
 * Built: every executable, wherever it lies. One made with `cargo auditable` names them all; crates that only helped to build it
 * are not counted. Another one is told by the paths in it, and that is said.
 *
 * Locked: in a folder, each `Cargo.lock`. In an image they count only where no executable names its crates but what the
 * operating system owns: executables have no fixed place relative to their project, a lock names development's and other
 * platforms' crates too, but one beside an executable that tells nothing, or not all, is all there is. A lock that a package of the
 * operating system brings along never counts in an image.
 */
export function catalogCargo(context: CatalogContext): void {
	let isBuilt = false;
	for (const executable of context.excerpts) {
		const isAudited = addBuilt(context, executable);
		isBuilt ||= isAudited && context.ownerOf(executable.path) === undefined;
	}
	if (isBuilt && context.subject === "image") return;
	for (const file of context.files) {
		if (context.subject === "directory" || context.ownerOf(file.path) === undefined) addLocked(context, file);
	}
}

/** @returns whether the executable names its crates */
function addBuilt(context: CatalogContext, { path, bytes }: FoundFile): boolean {
	const { compiler, audit, crates } = readRustExcerpt(bytes);
	if (compiler !== undefined) {
		const purl = writePurl({ type: "generic", name: COMPILER, version: compiler });
		context.add({
			purl,
			type: "generic",
			name: COMPILER,
			version: compiler,
			licenses: [],
			path,
			cpes: [cpeOf("rust-lang:rust", compiler)],
		});
	}
	if (audit !== undefined) addAudited(context, path, audit);
	else if (crates.length > 0) addGuessed(context, path, crates);
	return audit !== undefined;
}

function addAudited(context: CatalogContext, path: string, audit: Uint8Array): void {
	const { value: crates = [], problem } = readAuditData(audit, context.limits);
	if (problem !== undefined) context.report(problemEntry(path, problem));
	for (const { name, version, isRuntime, direct, needs } of crates) {
		if (isRuntime) add(context, { name, version, path, direct, needs: needs.flatMap((index) => crates[Number(index)] ?? []) });
	}
}

function addGuessed(context: CatalogContext, path: string, crates: readonly string[]): void {
	for (const crate of crates) {
		const [name, version] = crate.split(" ");
		add(context, { name, version, path });
	}
	if (context.ownerOf(path) !== undefined) return;
	const message = `${path}: ${crates.length} crates were told by the paths of their sources in it; others may be missing`;
	context.report({ code: "identity-guessed", message, path });
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
