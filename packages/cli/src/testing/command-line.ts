import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";

/** The launcher that users start. */
export const PLIMSOLL: string = fileURLToPath(new URL("../../bin/plimsoll", import.meta.url));

/** What a command printed and how it ended. */
export interface Ran {
	readonly status: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs the command line as a process of its own; `input` is its standard input. */
export function plimsoll(args: readonly string[], environment: Readonly<Record<string, string>> = {}, input: string = ""): Promise<Ran> {
	return new Promise((resolve, reject) => {
		const child = spawn(PLIMSOLL, args, { env: { ...process.env, ...environment }, stdio: ["pipe", "pipe", "pipe"] });
		// A command may end without reading it.
		child.stdin.on("error", () => {}).end(input);
		let stdout = "";
		let stderr = "";
		child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
		child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
		child.on("error", reject).on("close", (status) => resolve({ status, stdout, stderr }));
	});
}

/** A folder that is gone after the test. */
export function temporaryFolder(t: TestContext): string {
	const folder = mkdtempSync(join(tmpdir(), "plimsoll-cli-"));
	t.after(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** Writes OSV records as a folder that `db build --from` reads. */
export function writeFeed(folder: string, ecosystem: string, records: readonly { readonly id: string }[]): void {
	mkdirSync(join(folder, ecosystem), { recursive: true });
	for (const record of records) writeFileSync(join(folder, ecosystem, `${record.id}.json`), JSON.stringify(record));
}
