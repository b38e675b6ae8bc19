import type { FileEntry } from "@plimsoll/oci";
import type { CatalogContext, FoundPackage } from "../../cataloger.ts";
import { fileOfMostLayer, MAX_SAMPLE } from "../../file-of-most-layer.ts";
import { type Problem, problemEntry } from "../../formats/problem.ts";
import { SystemPackages } from "../../system-packages.ts";
import type { DatabaseVisitor } from "./database.ts";
import { formatOf } from "./formats.ts";
import { RpmHeader } from "./header.ts";
import { type InstalledPackage, installedPackage } from "./installed-package.ts";
import { OwnedFiles } from "./owned-files.ts";
import { relationsOf } from "./relations.ts";
import { SourceEpochs } from "./source-epochs.ts";
import { WANTED_TAGS } from "./tags.ts";

const FOLDERS = ["/var/lib/rpm", "/usr/lib/sysimage/rpm", "/usr/share/rpm"];
const DATABASES = ["rpmdb.sqlite", "Packages.db", "Packages"];
const LOG = "rpmdb.sqlite-wal";

/** Things that are wrong with one database, before the rest of it is left. Each costs time, and none after the first few is told. */
const MAX_PROBLEMS = 10_000;

/** The names of all files that are read. */
export const RPM_FILES: readonly string[] = [...DATABASES, LOG];

/** Finds installed rpm packages, and what files they own. */
export function catalogRpm(context: CatalogContext): void {
	const seen = new Set<string>();
	for (const folder of FOLDERS) {
		for (const name of DATABASES) {
			const entry = context.tree.stat(`${folder}/${name}`);
			if (entry?.kind !== "file" || seen.has(entry.path)) continue;
			seen.add(entry.path);
			catalogDatabase(context, entry);
		}
	}
}

function catalogDatabase(context: CatalogContext, entry: FileEntry): void {
	const bytes = context.tree.content(entry);
	if (bytes === undefined) return;

	const report = (problem: Problem): void => context.report(problemEntry(entry.path, problem));
	const format = formatOf(bytes);
	if (format === undefined) {
		const found = bytes.length === 0 ? "nothing" : "something else";
		report({ code: "file-malformed", message: `expected an rpm database as SQLite, NDB or a hash of Berkeley DB, found ${found}` });
		return;
	}
	const headers = new Headers(context, entry.path, report);
	format.read({ bytes, log: logBeside(context, entry) }, headers);
	headers.reportRest();
	headers.addAll();
}

/** By the place of the real file, as SQLite looks for it. */
function logBeside({ tree }: CatalogContext, { path }: FileEntry): Uint8Array | undefined {
	const log = tree.stat(`${path.slice(0, path.lastIndexOf("/"))}/${LOG}`);
	return log?.kind === "file" && path.endsWith("/rpmdb.sqlite") ? tree.content(log) : undefined;
}

/** Gathers the packages of one database: what a package needs, and the epoch of its source, takes the others. */
class Headers implements DatabaseVisitor {
	readonly #context: CatalogContext;
	readonly #path: string;
	readonly #report: (problem: Problem) => void;
	readonly #owned: OwnedFiles;
	readonly #packages: SystemPackages;
	readonly #installed: Map<FoundPackage, InstalledPackage> = new Map();
	readonly #epochs = new SourceEpochs();
	#count = 0;
	#problems = 0;

	constructor(context: CatalogContext, path: string, report: (problem: Problem) => void) {
		this.#context = context;
		this.#path = path;
		this.#packages = new SystemPackages(context);
		this.#report = report;
		this.#owned = new OwnedFiles(context.limits, report);
	}

	problem(message: string): void {
		this.#problems++;
		this.#report({ code: "file-malformed", message });
	}

	/** With one package more than the limit allows, so that the collector says that there were more. */
	get exhausted(): boolean {
		return this.#problems >= MAX_PROBLEMS || this.#installed.size > this.#context.limits.maxPackagesPerFile;
	}

	/** Says where it was left early for what was wrong with it. */
	reportRest(): void {
		if (this.#problems < MAX_PROBLEMS) return;
		this.#report({ code: "file-limit", message: `${this.#problems} things are wrong with it; the rest was not read` });
	}

	header(bytes: Uint8Array): void {
		this.#count++;
		const header = RpmHeader.parse(bytes, WANTED_TAGS);
		const found = typeof header === "string" ? header : installedPackage(header, this.#context.operatingSystem);
		if (typeof header === "string" || typeof found === "string") {
			this.problem(`header ${this.#count}: ${found}`);
			return;
		}
		if (this.exhausted) return;

		const files: string[] = [];
		for (const file of this.#owned.of(header)) {
			if (files.length < MAX_SAMPLE) files.push(file);
			this.#context.own(found.found.purl, file);
		}
		const one = { ...found.found, path: this.#path, broughtBy: fileOfMostLayer(this.#context.tree, files) };
		this.#installed.set(one, found);
		this.#packages.hold(one, relationsOf(header, one.name));
		this.#epochs.learn(found);
		for (const problem of header.problems) this.problem(`header ${this.#count} (${found.found.name}): ${problem}`);
	}

	addAll(): void {
		this.#packages.addAll((found) => {
			const installed = this.#installed.get(found);
			const source = installed === undefined ? undefined : this.#epochs.sourceOf(installed);
			return source === undefined ? found : { ...found, source };
		});
	}
}
