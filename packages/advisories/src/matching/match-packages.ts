import { type CoverageEntry, compareText, fingerprintOf, messageOf, type Package, type Vulnerability } from "@plimsoll/core";
import type { AdvisoryDatabase } from "../database/advisory-database.ts";
import { AdvisoryError } from "../errors.ts";
import { type Ecosystem, findEcosystem } from "../orderings/orderings.ts";
import { type InstalledVersion, installedVersion } from "../osv/evaluate.ts";
import { type CvssScorer, loadScorer } from "./cvss.ts";
import { smallestFix } from "./fixed-version.ts";
import { type AliasSource, groupMatches, type MatchGroup } from "./groups.ts";
import { KeptAliases } from "./kept-aliases.ts";
import { findMatches } from "./match.ts";
import { MatchCoverage } from "./match-coverage.ts";
import { OwnedPackages } from "./owned-packages.ts";
import { referencesOf } from "./references.ts";
import { rateSeverity } from "./severity.ts";
import { compareVulnerabilities } from "./vulnerability-order.ts";

/** How packages are matched. */
export interface MatchOptions {
	/**
	 * Whether packages in files that a package of the distribution owns are matched on their own too. They are not unless
	 * asked: the distribution's advisories speak for them, and know which fixes it took over.
	 */
	readonly matchOwned?: boolean;
}

/** What came of matching. */
export interface MatchResult {
	/** One for each package and vulnerability, ordered by {@link compareVulnerabilities}. */
	readonly findings: readonly Vulnerability[];
	/** What could not be matched, or not well. */
	readonly coverage: readonly CoverageEntry[];
}

/** What is true of every package with this name and version in this ecosystem. */
type Template = Omit<Vulnerability, "purl" | "fingerprint">;

/**
 * Finds the vulnerabilities of packages. A distribution's packages are matched by their source package, unless its
 * advisories name what is installed; packages without an ecosystem are left out. Same packages and database, same result.
 *
 * @example
 * ```ts
 * const { findings } = await matchPackages(packages, openDatabase("advisories.db"));
 * ```
 */
export async function matchPackages(
	packages: readonly Package[],
	database: AdvisoryDatabase,
	options: MatchOptions = {},
): Promise<MatchResult> {
	const coverage = new MatchCoverage();
	const owned = new OwnedPackages(packages, database);
	const matcher = new Matcher(database, coverage);
	const findings = new Map<string, Vulnerability>();
	for (const one of packages) {
		if (one.ecosystem === undefined) continue;
		if (options.matchOwned !== true && owned.isSpokenFor(one)) {
			coverage.addOwned();
			continue;
		}
		if (!database.hasEcosystem(one.ecosystem)) {
			coverage.addMissing(one.ecosystem);
			continue;
		}
		for (const template of await matcher.match(one, one.ecosystem)) {
			const fingerprint = fingerprintOf(template.kind, template.id, one.purl);
			findings.set(JSON.stringify([one.purl, template.id]), { ...template, purl: one.purl, fingerprint });
		}
	}
	return { findings: [...findings.values()].sort(compareVulnerabilities), coverage: coverage.entries() };
}

class Matcher {
	readonly #database: AdvisoryDatabase;
	readonly #aliases: AliasSource;
	readonly #coverage: MatchCoverage;
	/** By ecosystem, name, version and stream: the binary packages of one source have the same. */
	readonly #known = new Map<string, readonly Template[]>();
	#scorer: CvssScorer | undefined;

	constructor(database: AdvisoryDatabase, coverage: MatchCoverage) {
		this.#database = database;
		this.#aliases = new KeptAliases(database);
		this.#coverage = coverage;
	}

	async match(one: Package, name: string): Promise<readonly Template[]> {
		const ecosystem = findEcosystem(name);
		const advised = advisedPackage(one, ecosystem);
		const stream = ecosystem?.streams?.streamOf(one);
		const key = JSON.stringify([name, advised.name, advised.version, stream]);
		const known = this.#known.get(key);
		if (known !== undefined) return known;

		const templates = await this.#guarded(one, () => this.#matchAdvised(one, { name, ecosystem, advised, stream }));
		this.#known.set(key, templates);
		return templates;
	}

	async #matchAdvised(one: Package, { name, ecosystem, advised, stream }: Advised): Promise<Template[]> {
		const advisories = this.#database.lookup(name, advised.name);
		if (advisories.length === 0) return [];

		const version = installedVersion(advised.version, ecosystem?.ordering);
		if (ecosystem === undefined) this.#coverage.addUnordered(name);
		else if (version.comparable?.parsed.conforms !== true) this.#coverage.addUnparsable(one, advised.version);

		const matches = findMatches(advisories, { version, stream, streams: ecosystem?.streams }, (error) =>
			this.#coverage.addUnreadable(one, messageOf(error)),
		);
		if (matches.length === 0) return [];
		this.#scorer ??= await loadScorer();
		const scorer = this.#scorer;
		return groupMatches(matches, this.#aliases).map((group) => this.#describe(group, { ecosystem, version, scorer }));
	}

	#describe(group: MatchGroup, { ecosystem, version, scorer }: DescribeContext): Template {
		const [id = "", ...aliases] = group.ids;
		const fixedVersion = smallestFix(group.matches, version);
		const summary = group.matches.find(({ facts }) => facts.summary !== undefined)?.facts.summary;
		return {
			kind: "vulnerability",
			id,
			aliases: aliases.sort(compareText),
			...rateSeverity(group, { distribution: ecosystem?.distribution === true, scorer, source: this.#aliases }),
			...(fixedVersion === undefined ? {} : { fixedVersion }),
			advisories: referencesOf(group.matches, ecosystem?.ordering),
			...(summary === undefined ? {} : { summary }),
		};
	}

	/** Whatever is wrong with the stored advisories of one package costs only that package, and is said. */
	async #guarded(one: Package, match: () => Promise<Template[]>): Promise<readonly Template[]> {
		try {
			return await match();
		} catch (error) {
			if (!(error instanceof AdvisoryError)) throw error;
			this.#coverage.addUnreadable(one, error.message);
			return [];
		}
	}
}

/** The package that advisories name: the one it is built from, where a distribution advises on those. */
function advisedPackage(one: Package, ecosystem: Ecosystem | undefined): Advised["advised"] {
	if (ecosystem?.distribution === false || ecosystem?.advisesBinaries === true) return one;
	return one.source ?? one;
}

interface Advised {
	readonly name: string;
	readonly ecosystem: Ecosystem | undefined;
	readonly advised: { readonly name: string; readonly version: string };
	readonly stream: string | undefined;
}

interface DescribeContext {
	readonly ecosystem: Ecosystem | undefined;
	readonly version: InstalledVersion;
	readonly scorer: CvssScorer;
}
