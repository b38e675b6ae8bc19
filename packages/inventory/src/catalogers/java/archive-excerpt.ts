import { hash } from "node:crypto";
import type { CoverageCode, LimitName, Limits } from "@plimsoll/core";
import { MAX_ENTRIES_PER_FILE } from "../../coverage-collector.ts";
import { ArchiveBudget } from "../../zip/archive-budget.ts";
import { type EmbeddedProject, embeddedDependencies } from "./archive-facts.ts";
import type { ArchiveKind } from "./archive-kind.ts";
import { type ArchiveVisitor, type WalkedArchive, walkArchive } from "./archive-walk.ts";
import type { Manifest } from "./manifest.ts";

/** What is kept of an archive file, or of a native executable: all that its packages are told by. */
export interface ArchiveExcerpt {
	/** Depth first, the file itself before what is in it. */
	readonly archives: readonly KeptArchive[];
	readonly problems: readonly KeptProblem[];
	/** The bill of materials in a native executable, as it stands there. */
	readonly sbom?: string;
}

/** What is kept of an archive, whichever it is in. */
export interface KeptArchive extends Pick<WalkedArchive, "path" | "kind" | "parent" | "nested"> {
	/** In lower-case hexadecimal digits. */
	readonly sha1: string;
	readonly sha256: string;
	readonly manifest: Manifest;
	readonly projects: readonly EmbeddedProject[];
}

/** What could not be looked at. */
export interface KeptProblem {
	/** Of the archive, inside the file; empty for the file itself. */
	readonly path: string;
	readonly code: CoverageCode;
	/** Continues the sentence "PATH: …". */
	readonly message: string;
	readonly limit?: LimitName;
}

/**
 * Characters in all that is kept of one file, about. A server with a thousand libraries has two millions; names of entries that
 * end like an archive's can be as long as the file.
 */
const MAX_CHARACTERS = 32 * 1024 * 1024;
/** About what an archive takes beside its texts. */
const CHARACTERS_PER_ARCHIVE = 200;

/** Looks into an archive. */
export function excerptArchive(bytes: Uint8Array, kind: ArchiveKind, limits: Limits): ArchiveExcerpt {
	const keeper = new Keeper();
	walkArchive(bytes, kind, new ArchiveBudget(limits), keeper);
	return keeper.excerpt();
}

/** The excerpt of a file that was not looked into. */
export function unreadArchive(problem: Omit<KeptProblem, "path">): ArchiveExcerpt {
	return { archives: [], problems: [{ ...problem, path: "" }] };
}

class Keeper implements ArchiveVisitor {
	readonly #archives: KeptArchive[] = [];
	readonly #problems: KeptProblem[] = [];
	readonly #untold: Map<CoverageCode, number> = new Map();
	readonly #resolving = embeddedDependencies();
	#characters = 0;

	archive({ path, kind, parent, nested, bytes, facts }: WalkedArchive): boolean {
		const projects = facts.projects(this.#resolving);
		const { manifest } = facts;
		this.#characters += CHARACTERS_PER_ARCHIVE + path.length + charactersOf(manifest, projects);
		if (this.#characters > MAX_CHARACTERS) {
			this.problem("", { code: "file-limit", message: "its archives say more of themselves than is kept; the rest is left out" });
			return false;
		}
		const hashes = { sha1: hash("sha1", bytes), sha256: hash("sha256", bytes) };
		this.#archives.push({ path, kind, parent, nested, ...hashes, manifest, projects });
		return true;
	}

	/** The first of each kind are told of, the others counted: nothing but problems must not become an excerpt of nothing else. */
	problem(path: string, problem: Omit<KeptProblem, "path">): void {
		const { code } = problem;
		const told = this.#problems.filter((one) => one.code === code).length;
		if (told < MAX_ENTRIES_PER_FILE) this.#problems.push({ ...problem, path });
		else this.#untold.set(code, (this.#untold.get(code) ?? 0) + 1);
	}

	excerpt(): ArchiveExcerpt {
		const rest = [...this.#untold].map(([code, count]) => ({ path: "", code, message: `${count} more like the ones before` }));
		return { archives: this.#archives, problems: [...this.#problems, ...rest] };
	}
}

function charactersOf(manifest: Manifest, projects: readonly EmbeddedProject[]): number {
	let count = 0;
	for (const [name, value] of manifest) count += name.length + value.length;
	for (const { groupId, artifactId, version, folder, licenses, dependencies } of projects) {
		const texts = [groupId, artifactId, version, folder, ...licenses];
		for (const one of dependencies) texts.push(one.groupId, one.artifactId, one.version);
		for (const text of texts) count += (text?.length ?? 0) + 3;
	}
	return count;
}
