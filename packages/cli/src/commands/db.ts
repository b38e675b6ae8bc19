import type { Command } from "commander";
import { addFlags, type FlagsOf } from "../options/flag.ts";
import type { CommandContext } from "./define-command.ts";

/** The options of `plimsoll db build`. */
export interface DatabaseBuildOptions {
	/** Where OSV's bulk export is: a folder, or a `file://` or `http(s)://` address. */
	readonly from: string;
	readonly output: string;
	readonly quiet: boolean;
}

const buildFlags: FlagsOf<DatabaseBuildOptions> = {
	from: { flags: "--from <source>", description: "OSV's bulk export: a folder, or a file:// or http(s):// address" },
	output: { flags: "-o, --output <file>", description: "the database to write", default: "plimsoll.db" },
	quiet: { flags: "-q, --quiet", description: "no progress, no closing line", default: false },
};

/** Declares `plimsoll db …`. */
export function defineDatabase(database: Command, context: CommandContext): void {
	database.helpCommand(false);
	const build = database
		.command("build")
		.description("compile OSV's bulk export into one read-only file")
		.action(async (options: DatabaseBuildOptions) => {
			const { runDatabaseBuild } = await import("./db-build-run.ts");
			await runDatabaseBuild(options, context);
		});
	addFlags(build, buildFlags);

	database
		.command("info")
		.description("say what a database holds and where it is from")
		.argument("[file]", "the database (default: the embedded starter database)")
		.option("--json", "as JSON")
		.action(async (file: string | undefined, options: { readonly json?: boolean }) => {
			const { runDatabaseInfo } = await import("./db-info-run.ts");
			runDatabaseInfo(file, options.json === true);
		});
}
