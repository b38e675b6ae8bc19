import type { Limits } from "@plimsoll/core";
import type { Parsed, Problem } from "../../formats/problem.ts";
import { ArchiveBudget } from "../../zip/archive-budget.ts";
import type { ZipEntry } from "../../zip/central-header.ts";
import { readDirectory } from "../../zip/directory.ts";
import { readEntry } from "../../zip/read-entry.ts";
import { ArchiveFacts, isFact } from "./archive-facts.ts";
import { isArchive } from "./archive-name.ts";

/** An archive, whichever it is in. */
export interface WalkedArchive {
	/** `/app/app.jar:BOOT-INF/lib/x.jar`. */
	readonly path: string;
	readonly facts: ArchiveFacts;
	/** How many archives are directly inside it. */
	readonly nested: number;
}

/** Takes what is found in an archive. */
export interface ArchiveVisitor {
	archive(archive: WalkedArchive): void;
	/** @param path of the archive that has the problem */
	problem(path: string, problem: Problem): void;
}

/** An archive that is still packed. */
interface Pending {
	readonly path: string;
	readonly depth: number;
	unpack(): Parsed<Uint8Array>;
}

/**
 * Reads an archive and all archives inside it, depth first. Only as many are unpacked at a time as are inside each other.
 */
export function walkArchive(path: string, bytes: Uint8Array, limits: Limits, visitor: ArchiveVisitor): void {
	const budget = new ArchiveBudget(limits);
	const pending: Pending[] = [{ path, depth: 0, unpack: () => ({ value: bytes }) }];
	for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
		const { value, problem } = next.unpack();
		if (value !== undefined) pending.push(...openArchive(next, value, budget, visitor).reverse());
		else visitor.problem(next.path, problem);
	}
}

/** @returns the archives inside it */
function openArchive({ path, depth }: Pending, bytes: Uint8Array, budget: ArchiveBudget, visitor: ArchiveVisitor): Pending[] {
	const { limits } = budget;
	const report = (problem: Problem): void => visitor.problem(path, problem);
	const { value: directory, problem } = readDirectory(bytes, budget, (name) => isFact(name) || isArchive(name));
	if (directory === undefined) {
		report(problem);
		return [];
	}

	directory.problems.forEach(report);
	const facts = new ArchiveFacts(limits, report);
	const inside: ZipEntry[] = [];
	for (const entry of directory.entries) {
		if (entry.name.length > limits.maxPathBytes) {
			report({ code: "file-limit", message: `an entry's name is longer than ${limits.maxPathBytes} bytes`, limit: "maxPathBytes" });
		} else if (!isFact(entry.name)) {
			inside.push(entry);
		} else {
			const content = readEntry(bytes, entry, budget);
			if (content.value !== undefined) facts.take(entry.name, content.value);
			else report({ ...content.problem, message: `${entry.name} ${content.problem.message}` });
		}
	}
	visitor.archive({ path, facts, nested: inside.length });
	if (inside.length > 0 && depth >= limits.maxArchiveDepth) {
		report({ code: "file-limit", message: `archives nested more than ${limits.maxArchiveDepth} deep`, limit: "maxArchiveDepth" });
		return [];
	}
	return inside.map((entry) => ({ path: `${path}:${entry.name}`, depth: depth + 1, unpack: () => readEntry(bytes, entry, budget) }));
}
