import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { PLIMSOLL, type Ran } from "./command-line.ts";

/** What a command printed, how it ended, and what it took. */
export interface Measured extends Ran {
	/** Bytes of memory that the process had at its peak. */
	readonly peakBytes: number;
}

/** Nothing hostile may keep a scan busy for longer; one that does is killed, and has no exit code. */
const HANGS_AFTER = 60_000;

/**
 * Loaded before the command line: as the process ends, it tells its peak on descriptor 3. Linux counts that per program; what
 * `getrusage` says is also that of the process it was forked from.
 */
const PROBE = `
import { readFileSync, writeSync } from "node:fs";
process.on("exit", () => {
	let peak = process.resourceUsage().maxRSS;
	try { peak = Number(/VmHWM:\\s*(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]); } catch {}
	writeSync(3, String(peak * 1024));
});`;

/** Runs the command line as a process of its own, and weighs it. */
export async function measured(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Measured> {
	const child = spawn(PLIMSOLL, args, {
		env: { ...process.env, ...environment, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(PROBE)}` },
		stdio: ["ignore", "pipe", "pipe", "pipe"],
		timeout: HANGS_AFTER,
		killSignal: "SIGKILL",
	});
	const [, stdout, stderr, peak] = child.stdio;
	const [[status], out, err, peakBytes] = await Promise.all([
		once(child, "close"),
		text(stdout as NodeJS.ReadableStream),
		text(stderr as NodeJS.ReadableStream),
		text(peak as NodeJS.ReadableStream),
	]);
	return { status, stdout: out, stderr: err, peakBytes: Number(peakBytes) };
}
