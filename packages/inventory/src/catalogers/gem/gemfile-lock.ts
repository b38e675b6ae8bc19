import type { Limits } from "@plimsoll/core";
import { fileName } from "../../file-name.ts";
import { type Problem, tooLong, tooMany } from "../../formats/problem.ts";
import { LineCursor } from "../../text/line-cursor.ts";

const NAMES: ReadonlySet<string> = new Set(["Gemfile.lock", "gems.locked", "Gemfile.next.lock"]);

/** A folder that RubyGems or Bundler put a gem into: what its author had locked is nobody's plan here. */
const INSIDE_A_GEM = /\/gems\/[^/]+-(?:\d[^/]*|[0-9a-f]{7,40})\//;

/** Whether a file is Bundler's lock of a project. */
export function isLock(path: string, name: string = fileName(path)): boolean {
	return NAMES.has(name) && !INSIDE_A_GEM.test(path);
}

/** A gem that a lock file names. */
export interface LockedGem {
	readonly name: string;
	readonly version: string;
	readonly platform: string | undefined;
	/** Names of the gems that it needs. */
	readonly dependencies: Set<string>;
}

/** What a lock file holds. */
export interface GemfileLock {
	readonly gems: readonly LockedGem[];
	/** Names of what the project itself asks for. */
	readonly direct: ReadonlySet<string>;
	/** By {@link lockKey}: `sha256=…`, several separated by commas. */
	readonly checksums: ReadonlyMap<string, string>;
}

/** What a gem is known by in one lock file. */
export function lockKey({ name, version, platform }: Pick<LockedGem, "name" | "version" | "platform">): string {
	return platform === undefined ? `${name} ${version}` : `${name} ${version}-${platform}`;
}

const SOURCES: ReadonlySet<string> = new Set(["GEM", "GIT", "PATH", "PLUGIN SOURCE"]);
const CONFLICT = /^(?:<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)/;
/** `rails (7.0.4)`, `nokogiri (1.15.0-x86_64-linux)`, `rudder!`, `rake (13.0.6) sha256=…`. */
const ENTRY = /^([^\s!()]+)(?: \(([^()]*)\))?!?(?: (\S+))?$/;

/**
 * Reads a lock of Bundler: sections at the margin, sources with their gems four blanks in and what those need six.
 *
 * @see https://bundler.io/man/bundle-lock.1.html
 */
export function readGemfileLock(text: string, limits: Limits, onProblem: (problem: Problem) => void): GemfileLock {
	const reader = new GemfileLockReader(limits, onProblem);
	const lines = new LineCursor(text, limits.maxLineBytes);
	while (lines.next() && !reader.isFull) {
		if (lines.oversized) onProblem(tooLong(lines.number, limits));
		else reader.take(lines.line, lines.number);
	}
	if (!reader.hasSource) onProblem({ code: "file-malformed", message: "expected a section GEM, GIT or PATH" });
	return reader;
}

class GemfileLockReader implements GemfileLock {
	readonly gems: LockedGem[] = [];
	readonly direct: Set<string> = new Set();
	readonly checksums: Map<string, string> = new Map();
	hasSource = false;
	isFull = false;
	readonly #limits: Limits;
	readonly #onProblem: (problem: Problem) => void;
	#section = "";
	#values = 0;

	constructor(limits: Limits, onProblem: (problem: Problem) => void) {
		this.#limits = limits;
		this.#onProblem = onProblem;
	}

	take(line: string, number: number): void {
		const text = line.trim();
		if (text === "") return;
		if (CONFLICT.test(line)) {
			this.#malformed(number, "an unresolved merge");
			return;
		}
		if (++this.#values > this.#limits.maxValues) {
			this.isFull = true;
			this.#onProblem(tooMany("lock", this.#limits));
			return;
		}
		const indent = line.length - line.trimStart().length;
		if (indent === 0) this.#begin(text);
		else this.#takeEntry(text, indent, number);
	}

	#begin(section: string): void {
		this.#section = section;
		this.hasSource ||= SOURCES.has(section);
	}

	#takeEntry(text: string, indent: number, number: number): void {
		if (SOURCES.has(this.#section) && indent === 4) this.#takeGem(text, number);
		else if (SOURCES.has(this.#section) && indent === 6) this.gems.at(-1)?.dependencies.add(nameOf(text));
		else if (this.#section === "DEPENDENCIES" && indent === 2) this.direct.add(nameOf(text));
		else if (this.#section === "CHECKSUMS" && indent === 2) this.#takeChecksum(text);
	}

	#takeGem(text: string, number: number): void {
		const [, name, full] = ENTRY.exec(text) ?? [];
		if (name === undefined || full === undefined) {
			this.#malformed(number, "expected a gem's name and version");
			return;
		}
		const dash = full.indexOf("-");
		const [version, platform] = dash === -1 ? [full, undefined] : [full.slice(0, dash), full.slice(dash + 1)];
		this.gems.push({ name, version, platform, dependencies: new Set() });
		// One more than is allowed, so that it is said.
		this.isFull = this.gems.length > this.#limits.maxPackagesPerFile;
	}

	#takeChecksum(text: string): void {
		const [, name, full, checksum] = ENTRY.exec(text) ?? [];
		if (name !== undefined && full !== undefined && checksum !== undefined) this.checksums.set(`${name} ${full}`, checksum);
	}

	#malformed(number: number, message: string): void {
		this.#onProblem({ code: "file-malformed", message: `line ${number}: ${message}` });
	}
}

/** The name that a line begins with; what is no name is no gem's either. */
function nameOf(text: string): string {
	return ENTRY.exec(text)?.[1] ?? "";
}
