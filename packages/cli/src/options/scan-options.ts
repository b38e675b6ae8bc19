import { defaultLimits, isSeverity, type LimitName, type Platform, parsePlatform, SEVERITIES, type Severity } from "@plimsoll/core";
import { reporters } from "@plimsoll/report";
import { type FlagsOf, invalid } from "./flag.ts";
import { type RegistryCommandOptions, registryFlags } from "./registry-options.ts";

/** One `--format`: a format's name, and the file it goes to where one is named with it. */
export interface FormatRequest {
	readonly format: string;
	readonly file?: string;
}

/** The options of `plimsoll scan`. */
export interface ScanCommandOptions extends RegistryCommandOptions {
	/** Which image of an index. */
	readonly platform?: Platform;
	readonly format: readonly FormatRequest[];
	/** Where the one format without a file of its own goes, instead of standard output. */
	readonly output?: string;
	/** Which findings are shown. Does not touch the gate. */
	readonly severity?: readonly Severity[];
	/** The gate: fails at this severity or worse. Does not touch what is shown. */
	readonly failOn?: Severity | "any";
	/** Leaves findings without a fix out of both. */
	readonly ignoreUnfixed: boolean;
	/** Matches packages in files that a distribution's package owns on their own, too. */
	readonly matchOwned: boolean;
	/** Lost content does not change the exit code. */
	readonly allowIncomplete: boolean;
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
	...registryFlags,
	format: {
		flags: "-f, --format <format[=file]>",
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
	matchOwned: {
		flags: "--match-owned",
		description: "match language packages that belong to a distribution's package on their own, too",
		default: false,
	},
	allowIncomplete: { flags: "--allow-incomplete", description: "exit with 0 though something could not be analysed", default: false },
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

function parseFormat(text: string): FormatRequest {
	const [name = "", ...rest] = text.split("=");
	const format = name.trim().toLowerCase();
	if (!reporters.some((reporter) => reporter.format === format)) {
		return refuse(`one of ${reporters.map((reporter) => reporter.format).join(", ")}`);
	}
	if (rest.length === 0) return { format };

	const file = rest.join("=");
	return file === "" ? refuse("a file name behind the =") : { format, file };
}

function parseSeverity(text: string, others: readonly string[] = []): Severity {
	const name = text.trim().toLowerCase();
	return isSeverity(name) ? name : refuse(`a severity: ${[...SEVERITIES, ...others].join(", ")}`);
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
