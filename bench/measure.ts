import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** One run of a whole process, as the operating system accounts for it. */
export interface Measurement {
	readonly wallSeconds: number;
	/** User and system time. */
	readonly cpuSeconds: number;
	/** The largest resident set of the process. */
	readonly peakMebibytes: number;
}

/** A program to measure. */
export interface Contestant {
	readonly name: string;
	readonly command: readonly [string, ...string[]];
	readonly environment?: Readonly<Record<string, string>>;
	/** Run before each measurement, not measured. */
	readonly prepare?: () => void;
}

const TIME = "/usr/bin/time";

/**
 * Runs the contestants in turn, A B A B …, after one warm-up of each, so that a drift of the machine's speed meets all alike.
 *
 * @returns for each contestant its runs, in order
 * @throws where a contestant fails, or GNU time is missing
 */
export function race(contestants: readonly Contestant[], runs: number): ReadonlyMap<string, readonly Measurement[]> {
	if (!existsSync(TIME)) throw new Error(`${TIME} is needed (Debian: apt-get install time)`);

	const results = new Map<string, Measurement[]>(contestants.map(({ name }) => [name, []]));
	for (let round = 0; round <= runs; round++) {
		for (const contestant of contestants) {
			const measurement = measure(contestant);
			if (round > 0) results.get(contestant.name)?.push(measurement);
		}
	}
	return results;
}

/** Prints medians, and each contestant's ratio to the first. */
export function printTable(results: ReadonlyMap<string, readonly Measurement[]>): void {
	const rows = [...results].map(([name, runs]) => ({
		name,
		wall: median(runs.map((run) => run.wallSeconds)),
		cpu: median(runs.map((run) => run.cpuSeconds)),
		memory: median(runs.map((run) => run.peakMebibytes)),
	}));
	const [first] = rows;
	if (first === undefined) return;

	console.log(`${"".padEnd(24)}${"wall s".padStart(9)}${"cpu s".padStart(9)}${"peak MiB".padStart(10)}   ${first.name} is`);
	for (const row of rows) {
		const figures = `${row.wall.toFixed(2).padStart(9)}${row.cpu.toFixed(2).padStart(9)}${row.memory.toFixed(0).padStart(10)}`;
		const ratio =
			row === first
				? ""
				: `${(first.wall / row.wall).toFixed(2)}× time, ${(first.cpu / row.cpu).toFixed(2)}× cpu, ${(first.memory / row.memory).toFixed(2)}× memory`;
		console.log(`${row.name.padEnd(24)}${figures}   ${ratio}`);
	}
}

/** Where a peer is: named by an environment variable, or on the PATH; undefined (and said) where it is neither. */
export function findPeer(name: string, variable: string): string | undefined {
	const named = process.env[variable];
	if (named !== undefined && existsSync(named)) return named;
	const found = spawnSync("sh", ["-c", 'command -v "$1"', "sh", name], { encoding: "utf8" }).stdout.trim();
	if (found !== "") return found;
	console.log(`${name} is left out: not on the PATH, and ${variable} names none`);
	return undefined;
}

function measure({ name, command, environment, prepare }: Contestant): Measurement {
	prepare?.();
	const result = spawnSync(TIME, ["-f", "%e %U %S %M", ...command], {
		encoding: "utf8",
		env: { ...process.env, ...environment },
		stdio: ["ignore", "ignore", "pipe"],
		maxBuffer: 1 << 26,
	});
	const figures = /([\d.]+) ([\d.]+) ([\d.]+) (\d+)\s*$/.exec(result.stderr);
	if (result.status !== 0 || figures === null) throw new Error(`${name} failed (${result.status}): ${result.stderr.slice(-2000)}`);
	const [, wall, user, system, kibibytes] = figures.map(Number);
	return { wallSeconds: wall ?? 0, cpuSeconds: (user ?? 0) + (system ?? 0), peakMebibytes: (kibibytes ?? 0) / 1024 };
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
