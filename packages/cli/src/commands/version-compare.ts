import type { Command } from "commander";
import { addFlags, type FlagsOf } from "../options/flag.ts";
import type { CommandContext } from "./define-command.ts";

/** The options of `plimsoll version-compare`. */
export interface VersionCompareOptions {
	/** A file of lines such as `1.0 < 1.1`. */
	readonly file?: string;
	/** The ecosystem whose ordering the lines are checked by. */
	readonly ecosystem?: string;
}

const flags: FlagsOf<VersionCompareOptions> = {
	file: { flags: "--file <file>", description: "check lines such as 'A < B'; print those that do not hold, exit with 1 if any" },
	ecosystem: { flags: "--ecosystem <ecosystem>", description: "the ecosystem of --file" },
};

/** Declares `plimsoll version-compare`. */
export function defineVersionCompare(command: Command, context: CommandContext): void {
	command
		.argument("[ecosystem]", "OSV's name of the ecosystem: npm, PyPI, Debian, Alpine, AlmaLinux, …")
		.argument("[a]")
		.argument("[b]")
		.action(async (ecosystem: string | undefined, a: string | undefined, b: string | undefined, options: VersionCompareOptions) => {
			const { runVersionCompare } = await import("./version-compare-run.ts");
			context.exit(await runVersionCompare([ecosystem, a, b], options));
		});
	addFlags(command, flags);
}
