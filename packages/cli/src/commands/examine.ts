import type { AdvisoryDatabase } from "@plimsoll/advisories";
import { defaultLimits, type Evidence } from "@plimsoll/core";
import { type ScanOptions, scan, scanPlatforms } from "@plimsoll/scan";
import { CliError } from "../cli-error.ts";
import type { ScanCommandOptions } from "../options/scan-options.ts";
import { registrySettingsOf } from "../registry-settings.ts";
import { addTimings, describeProgress, describeTimings } from "../scan-status.ts";
import { standardInput } from "../standard-input.ts";
import { createStatusLine } from "../status-line.ts";
import { thisTool } from "../tool.ts";
import type { CommandContext } from "./define-command.ts";

/** What an examination is told on the command line. */
export type ExamineOptions = Omit<ScanCommandOptions, "severity" | "failOn" | "ignoreUnfixed" | "matchOwned" | "db"> &
	Partial<Pick<ScanCommandOptions, "matchOwned">>;

/**
 * Refuses what asks for two things at once, before any work is done.
 *
 * @throws {CliError} `usage`
 */
export function refuseContradictions(target: string, options: ExamineOptions): void {
	if (options.allPlatforms && options.platform !== undefined) {
		throw new CliError("usage", "--platform names one image of an index and --all-platforms means all of them: give one of the two");
	}
	if (options.passwordStdin && /^(?:[a-z-]+:)?-(?::|$)/.test(target)) {
		throw new CliError("usage", "standard input cannot be both the target and the password: give the password in PLIMSOLL_PASSWORD");
	}
	refuseStrictAndAllowed(options);
}

/**
 * Refuses `--strict` together with `--allow-incomplete`.
 *
 * @throws {CliError} `usage`
 */
export function refuseStrictAndAllowed({ strict, allowIncomplete }: Pick<ExamineOptions, "strict" | "allowIncomplete">): void {
	if (strict && allowIncomplete) {
		throw new CliError("usage", "--strict and --allow-incomplete contradict each other: give one of the two");
	}
}

/**
 * Establishes the evidence about a target, or about each platform of it, with progress on standard error.
 *
 * @param database what is asked about the packages; nothing is matched without one
 */
export async function examine(
	target: string,
	options: ExamineOptions,
	context: CommandContext,
	database?: AdvisoryDatabase,
): Promise<readonly Evidence[]> {
	const status = createStatusLine(options.quiet);
	let all: readonly Evidence[] = [];
	try {
		const scanning: ScanOptions = {
			tool: thisTool(),
			...(database === undefined ? {} : { database }),
			matchOwned: options.matchOwned ?? false,
			limits: { ...defaultLimits(), ...options.limit },
			signal: context.signal,
			input: standardInput,
			registry: await registrySettingsOf(options),
			onProgress: (progress) => {
				context.busy(progress.step === "inventory" || progress.step === "match");
				status.show(describeProgress(progress));
			},
			...(options.skipDirs.length + options.skipFiles.length === 0
				? {}
				: { skip: { folders: options.skipDirs, files: options.skipFiles } }),
			...(options.platform === undefined ? {} : { platform: options.platform }),
			...(options.sbomSource === undefined ? {} : { sbomSource: options.sbomSource }),
		};
		all = options.allPlatforms ? await scanPlatforms(target, scanning) : [await scan(target, scanning)];
		return all;
	} finally {
		context.busy(false);
		status.end(all.length === 0 ? undefined : describeTimings(addTimings(all.map(({ timings }) => timings))));
	}
}
