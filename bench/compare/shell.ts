import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where and with what a command runs. */
export interface RunOptions {
	readonly cwd?: string;
	readonly environment?: Readonly<Record<string, string>>;
	/** Exit codes that are no failure; 0 alone where absent. */
	readonly accept?: readonly number[];
}

/**
 * Runs a program to its end.
 *
 * @returns its standard output
 * @throws Error with the end of its standard error, where its exit code is not an accepted one
 */
export function run(command: string, args: readonly string[], { cwd, environment, accept = [0] }: RunOptions = {}): string {
	const result = spawnSync(command, args, { cwd, env: { ...process.env, ...environment }, encoding: "utf8", maxBuffer: 1 << 29 });
	if (result.error !== undefined) throw result.error;
	if (result.status === null || !accept.includes(result.status)) {
		throw new Error(`${command} ${args.join(" ")}: exit code ${result.status}: ${result.stderr.slice(-1500)}`);
	}
	return result.stdout;
}

/** Whether a program is on the PATH. */
export function isInstalled(command: string): boolean {
	return spawnSync("sh", ["-c", 'command -v "$1"', "sh", command]).status === 0;
}

/** Writes files, with the folders above them. */
export function write(folder: string, files: Readonly<Record<string, string>>): void {
	for (const [name, content] of Object.entries(files)) {
		const path = join(folder, name);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, content);
	}
}

/** Makes a folder once: a half-made one of an interrupted run is not taken for whole. */
export function once(folder: string, make: () => void): string {
	const mark = `${folder}.made`;
	if (existsSync(mark)) return folder;
	mkdirSync(folder, { recursive: true });
	make();
	writeFileSync(mark, "");
	return folder;
}
