import type { Parsed, Problem } from "../../formats/problem.ts";
import type { ArchiveBudget } from "../../zip/archive-budget.ts";
import type { ZipEntry } from "../../zip/central-header.ts";
import { readDirectory } from "../../zip/directory.ts";
import { readEntry } from "../../zip/read-entry.ts";
import { ArchiveFacts, isFact } from "./archive-facts.ts";
import { type ArchiveKind, archiveKind, beginsZip } from "./archive-kind.ts";

/** An archive, whichever it is in. */
export interface WalkedArchive {
	/** Inside the file: `BOOT-INF/lib/x.jar`, in a further archive `web.war:WEB-INF/lib/x.jar`; empty for the file itself. */
	readonly path: string;
	readonly kind: ArchiveKind;
	/** The place, among those visited, of the archive around it; undefined for the file itself. */
	readonly parent: number | undefined;
	/** Only lent. */
	readonly bytes: Uint8Array;
	readonly facts: ArchiveFacts;
	/** How many archives are directly inside it. */
	readonly nested: number;
}

/** Takes what is found in an archive. */
export interface ArchiveVisitor {
	/** Whether to go on. */
	archive(archive: WalkedArchive): boolean;
	/** @param path of the archive that has the problem, as in {@link WalkedArchive} */
	problem(path: string, problem: Problem): void;
}

/** An archive that is still packed. */
interface Pending {
	readonly path: string;
	readonly kind: ArchiveKind;
	readonly depth: number;
	readonly parent: number | undefined;
	unpack(): Parsed<Uint8Array>;
}

/**
 * Reads an archive and all archives inside it, depth first. Only as many are unpacked at a time as are inside each other.
 */
export function walkArchive(bytes: Uint8Array, kind: ArchiveKind, budget: ArchiveBudget, visitor: ArchiveVisitor): void {
	new Walk(budget, visitor).run({ path: "", kind, depth: 0, parent: undefined, unpack: () => ({ value: bytes }) });
}

class Walk {
	readonly #budget: ArchiveBudget;
	readonly #visitor: ArchiveVisitor;
	#visited = 0;
	/** Bytes of all entries that say what an archive is: what is read of them takes several times that. */
	#factBytes = 0;
	#isOn = true;

	constructor(budget: ArchiveBudget, visitor: ArchiveVisitor) {
		this.#budget = budget;
		this.#visitor = visitor;
	}

	run(first: Pending): void {
		const pending = [first];
		for (let next = pending.pop(); next !== undefined && this.#isOn; next = pending.pop()) {
			const { value, problem } = next.unpack();
			if (value === undefined) this.#visitor.problem(next.path, problem);
			else for (const inside of this.#open(next, value).reverse()) pending.push(inside);
		}
	}

	/** @returns the archives inside it */
	#open(archive: Pending, bytes: Uint8Array): Pending[] {
		const { path, kind } = archive;
		// What has the name but is no zip is something else.
		if (kind !== "java" && !beginsZip(bytes)) return [];

		const wants = (name: string): boolean => archiveKind(name) !== undefined || (kind !== "wrapper" && isFact(name));
		const { value: directory, problem } = readDirectory(bytes, this.#budget, wants);
		if (directory === undefined) {
			if (kind !== "wrapper") this.#visitor.problem(path, problem);
			return [];
		}
		if (kind === "wrapper" && directory.entries.length === 0) return [];

		for (const one of directory.problems) this.#visitor.problem(path, one);
		return this.#enter(archive, bytes, directory.entries);
	}

	#enter({ path, kind, depth, parent }: Pending, bytes: Uint8Array, entries: readonly ZipEntry[]): Pending[] {
		const { limits } = this.#budget;
		const report = (problem: Problem): void => this.#visitor.problem(path, problem);
		const facts = new ArchiveFacts(limits, report);
		const inside = this.#takeFacts(bytes, entries, facts, report);
		const place = this.#visited++;
		this.#isOn = this.#visitor.archive({ path, kind, parent, bytes, facts, nested: inside.length });
		if (inside.length > 0 && depth >= limits.maxArchiveDepth) {
			report({ code: "file-limit", message: `archives nested more than ${limits.maxArchiveDepth} deep`, limit: "maxArchiveDepth" });
			return [];
		}
		const prefix = path === "" ? "" : `${path}:`;
		return inside.map((entry) => ({
			path: prefix + entry.name,
			kind: archiveKind(entry.name) ?? "wrapper",
			depth: depth + 1,
			parent: place,
			unpack: () => readEntry(bytes, entry, this.#budget, "maxArchiveFileBytes"),
		}));
	}

	/** @returns the entries that are archives */
	#takeFacts(bytes: Uint8Array, entries: readonly ZipEntry[], facts: ArchiveFacts, report: (problem: Problem) => void): ZipEntry[] {
		const { maxPathBytes } = this.#budget.limits;
		const inside: ZipEntry[] = [];
		for (const entry of entries) {
			if (entry.name.length > maxPathBytes) {
				report({ code: "file-limit", message: `an entry's name is longer than ${maxPathBytes} bytes`, limit: "maxPathBytes" });
			} else if (!isFact(entry.name)) {
				inside.push(entry);
			} else {
				const { value, problem } = this.#readFact(bytes, entry);
				if (value !== undefined) facts.take(entry.name, value);
				else report({ ...problem, message: `${entry.name} ${problem.message}` });
			}
		}
		return inside;
	}

	#readFact(bytes: Uint8Array, entry: ZipEntry): Parsed<Uint8Array> {
		const { maxFileBytes } = this.#budget.limits;
		if (entry.size <= maxFileBytes) this.#factBytes += entry.size;
		if (this.#factBytes <= maxFileBytes) return readEntry(bytes, entry, this.#budget);
		const message = `comes after ${maxFileBytes} bytes of manifests and projects in one file`;
		return { problem: { code: "file-limit", message, limit: "maxFileBytes" } };
	}
}
