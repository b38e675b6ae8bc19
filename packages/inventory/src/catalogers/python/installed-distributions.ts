import { posix } from "node:path";
import type { CatalogContext } from "../../cataloger.ts";
import { problemEntry } from "../../formats/problem.ts";
import type { DistributionIdentity } from "./declaration.ts";
import { type DirectUrl, readDirectUrl } from "./direct-url.ts";
import { type MarkerEnvironment, mayHold } from "./marker.ts";
import type { Metadata } from "./metadata.ts";
import { foundPythonPackage, normalizedName } from "./python-package.ts";
import { readRequirement } from "./requirement-line.ts";

/** A distribution as its metadata tells it. */
export interface InstalledDistribution extends Metadata {
	readonly name: string;
	readonly version: string;
	/** The file of its metadata. */
	readonly path: string;
}

/** Installed distributions by the folder that they are installed in: which needs which, and where each came from. */
export class InstalledDistributions {
	readonly #context: CatalogContext;
	/** By folder and normalised name. */
	readonly #sites: Map<string, Map<string, InstalledDistribution>> = new Map();
	readonly #distributions: readonly InstalledDistribution[];
	readonly #directUrls: ReadonlyMap<string, Uint8Array>;

	/** @param directUrls the content of each `direct_url.json`, by its path */
	constructor(context: CatalogContext, distributions: readonly InstalledDistribution[], directUrls: ReadonlyMap<string, Uint8Array>) {
		this.#context = context;
		this.#distributions = distributions;
		this.#directUrls = directUrls;
		for (const one of distributions) {
			const site = this.#sites.get(siteOf(one.path)) ?? new Map<string, InstalledDistribution>();
			site.set(normalizedName(one.name), one);
			this.#sites.set(siteOf(one.path), site);
		}
	}

	/** Whether a folder has a distribution of a name. */
	has(folder: string, name: string): boolean {
		return this.#sites.get(folder)?.has(normalizedName(name)) === true;
	}

	/**
	 * Says that the distributions were found.
	 *
	 * @param onFound is told the normalised name and file of each
	 */
	add(onFound: (name: string, path: string) => void): void {
		for (const one of this.#distributions) {
			const { path, name, version, licenses } = one;
			const { vcsUrl, hashes = [] } = this.#origin(one);
			const found = foundPythonPackage({ name, version, licenses, path, vcsUrl, hashes, dependsOn: this.#needsOf(one) });
			if (found === undefined) {
				const problem = { code: "file-malformed" as const, message: "expected metadata with a valid Name and Version" };
				this.#context.report(problemEntry(path, problem));
				continue;
			}
			this.#context.add(found);
			onFound(found.name, path);
		}
	}

	/** What it requires of what is installed in the same folder. */
	#needsOf(one: InstalledDistribution): readonly DistributionIdentity[] {
		const site = this.#sites.get(siteOf(one.path));
		const environment = this.#environmentOf(one.path);
		return one.requires.flatMap((line) => {
			const requirement = readRequirement(line);
			if (requirement.kind !== "pinned" && requirement.kind !== "unpinned") return [];
			const needed = site?.get(normalizedName(requirement.name));
			const semicolon = line.indexOf(";");
			return needed === undefined || (semicolon !== -1 && !mayHold(line.slice(semicolon + 1), environment)) ? [] : [needed];
		});
	}

	#environmentOf(path: string): MarkerEnvironment {
		const [, major, minor] = /\/python(\d)\.(\d+)\//.exec(path) ?? [];
		return {
			pythonVersion: major === undefined ? undefined : [Number(major), Number(minor)],
			isLinux: this.#context.subject === "image" ? true : undefined,
		};
	}

	#origin({ path, name }: InstalledDistribution): DirectUrl {
		const file = posix.join(posix.dirname(path), "direct_url.json");
		const bytes = this.#directUrls.get(file);
		if (bytes === undefined) return {};

		const origin = readDirectUrl(bytes, this.#context.limits);
		if (origin.problem !== undefined) this.#context.report(problemEntry(file, origin.problem));
		if (origin.folder !== undefined) {
			const how = origin.folder === "editable" ? "is a folder" : "was built of a folder";
			const message = `${file}: ${normalizedName(name)} ${how} of the machine that installed it; it was not looked for`;
			this.#context.report({ code: "reference-ignored", message, path: file });
		}
		return origin;
	}
}

/** The folder that a distribution is installed in, by the file of its metadata: around an egg, or beside the metadata's folder. */
function siteOf(path: string): string {
	const folder = posix.dirname(path);
	if (!/(?:dist-info|egg-info)$/i.test(folder)) return folder;
	const around = posix.dirname(folder);
	return around.endsWith(".egg") ? posix.dirname(around) : around;
}
