import {
	defaultLimits,
	isSeverity,
	type LimitName,
	type Platform,
	parsePlatform,
	SEVERITIES,
	type Severity,
	splitAtCommas,
} from "@plimsoll/core";
import { reporters } from "@plimsoll/report";
import { type FlagsOf, invalid } from "./flag.ts";
import { type FormatRequest, parseFormat } from "./format-request.ts";
import { type RegistryCommandOptions, registryFlags } from "./registry-options.ts";

/** The options of `plimsoll scan`. */
export interface ScanCommandOptions extends RegistryCommandOptions {
	/** Which image of an index. */
	readonly platform?: Platform;
	/** Every image of an index, in one report. */
	readonly allPlatforms: boolean;
	readonly format: readonly FormatRequest[];
	/** Where the one format without a file of its own goes, instead of standard output. */
	readonly output?: string;
	/** Which findings are shown. Does not touch the gate. */
	readonly severity?: readonly Severity[];
	/** The gate: fails at this severity or worse. Does not touch what is shown. */
	readonly failOn?: Severity | "any";
	/** Leaves findings without a fix out of both. */
	readonly ignoreUnfixed: boolean;
	/** Patterns of folders and files that are not looked at. */
	readonly skipDirs: readonly string[];
	readonly skipFiles: readonly string[];
	/** Matches packages in files that a distribution's package owns on their own, too. */
	readonly matchOwned: boolean;
	/** Lost content does not change the exit code. */
	readonly allowIncomplete: boolean;
	/** Whatever could not be told, not only lost content, makes the exit code 3. */
	readonly strict: boolean;
	/** The advisory database; the embedded starter database unless named. */
	readonly db?: string;
	/** Where analyses of layers may be kept. */
	readonly cacheDir?: string;
	readonly cache: boolean;
	/** Limits that the user raises or lowers. */
	readonly limit: Readonly<Partial<Record<LimitName, number>>>;
	/** No progress and no closing line. */
	readonly quiet: boolean;
}

/** The flags of `plimsoll scan`. */
export const scanFlags: FlagsOf<ScanCommandOptions> = {
	platform: {
		flags: "--platform <os/arch[/variant]>",
		description: "which image of an index (default: linux on this machine's architecture)",
		parse: (text) => parsePlatform(text) ?? refuse("os/architecture, such as linux/arm64"),
	},
	allPlatforms: {
		flags: "--all-platforms",
		description: "every image of an index, in one report; in the file of a format, {platform} makes one file of each",
		default: false,
	},
	...registryFlags,
	format: {
		flags: "-f, --format <format[@version][=file]>",
		description: `${reporters.map((reporter) => reporter.format).join(", ")}; repeatable (default: table)`,
		default: [],
		parse: (text, previous) => [...(previous ?? []), parseFormat(text)],
	},
	output: { flags: "-o, --output <file>", description: "write the report to a file" },
	severity: {
		flags: "-s, --severity <list>",
		description: `show only these severities: ${SEVERITIES.join(", ")} (the gate sees all)`,
		parse: (text) => text.split(",").map((name) => parseSeverity(name)),
	},
	failOn: {
		flags: "--fail-on <severity>",
		description: "exit with 1 when a finding is this severe or worse; 'any' for every finding",
		parse: (text) => (text.trim().toLowerCase() === "any" ? "any" : parseSeverity(text, ["any"])),
	},
	ignoreUnfixed: {
		flags: "--ignore-unfixed",
		description: "leave findings without a fix out of what is shown and out of the gate",
		default: false,
	},
	skipDirs: {
		flags: "--skip-dirs <globs>",
		description: "folders not to look into, such as **/testdata; relative to the root; a comma list; repeatable",
		default: [],
		parse: (text, previous) => [...(previous ?? []), ...parseGlobs(text)],
	},
	skipFiles: {
		flags: "--skip-files <globs>",
		description: "files not to look at, such as docs/**/package-lock.json; a comma list; repeatable",
		default: [],
		parse: (text, previous) => [...(previous ?? []), ...parseGlobs(text)],
	},
	matchOwned: {
		flags: "--match-owned",
		description: "match language packages that belong to a distribution's package on their own, too",
		default: false,
	},
	allowIncomplete: { flags: "--allow-incomplete", description: "exit with 0 though something could not be analysed", default: false },
	strict: { flags: "--strict", description: "exit with 3 for anything that could not be told, not only for lost content", default: false },
	db: { flags: "--db <file>", description: "the advisory database (default: the embedded starter database)" },
	cacheDir: { flags: "--cache-dir <folder>", description: "where analyses are kept for the next scan (nothing is kept yet)" },
	cache: { flags: "--no-cache", description: "keep nothing for the next scan" },
	limit: {
		flags: "--limit <name=value>",
		description: "change a limit on untrusted input, such as maxLayers=2000; repeatable; docs/reference.md lists them",
		default: {},
		parse: (text, previous) => ({ ...previous, ...parseLimit(text) }),
	},
	quiet: { flags: "-q, --quiet", description: "no progress, no closing line", default: false },
};

function parseSeverity(text: string, others: readonly string[] = []): Severity {
	const name = text.trim().toLowerCase();
	return isSeverity(name) ? name : refuse(`a severity: ${[...SEVERITIES, ...others].join(", ")}`);
}

/** An empty pattern would mean everything; nobody means that by a comma too many. */
function parseGlobs(text: string): readonly string[] {
	return splitAtCommas(text).filter((pattern) => pattern.trim() !== "");
}

function parseLimit(text: string): Partial<Record<LimitName, number>> {
	const [name = "", value = ""] = text.split("=");
	if (!Object.hasOwn(defaultLimits(), name)) return refuse(`NAME=VALUE with one of ${Object.keys(defaultLimits()).join(", ")}`);
	if (!/^\d{1,15}$/.test(value)) return refuse(`${name}=N with a whole number N`);
	return { [name]: Number(value) };
}

function refuse(expected: string): never {
	throw invalid(expected);
}
