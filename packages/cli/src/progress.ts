import type { Timing } from "@plimsoll/core";
import type { ScanProgress } from "@plimsoll/scan";

/** Shows what a scan is doing. */
export interface Progress {
	readonly show: (progress: ScanProgress) => void;
	/** Replaces the display by how long each step took; by nothing where the scan failed. */
	end(timings?: readonly Timing[]): void;
}

const REDRAW_MILLISECONDS = 100;
const MEBIBYTE = 1024 * 1024;

/** One line on standard error that redraws itself; nothing at all where that is no terminal. */
export function createProgress(quiet: boolean): Progress {
	if (quiet || process.stderr.isTTY !== true) return { show: () => {}, end: () => {} };

	let drawn = 0;
	return {
		show: (progress) => {
			const now = performance.now();
			if (progress.step === "layers" && now - drawn < REDRAW_MILLISECONDS) return;
			drawn = now;
			process.stderr.write(`\r\u001b[K${describe(progress)}`);
		},
		end: (timings) => void process.stderr.write(`\r\u001b[K${timings === undefined ? "" : summarise(timings)}`),
	};
}

function summarise(timings: readonly Timing[]): string {
	const total = timings.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
	const steps = timings.map(({ step, milliseconds }) => `${step} ${seconds(milliseconds)}`);
	return `Scanned in ${seconds(total)} s (${steps.join(", ")})\n`;
}

function seconds(milliseconds: number): string {
	return (milliseconds / 1000).toFixed(2);
}

function describe({ step, bytes = 0, total }: ScanProgress): string {
	switch (step) {
		case "open":
			return "Opening …";
		case "layers":
			return `Reading layers … ${(bytes / MEBIBYTE).toFixed(0)} ${total === undefined ? "" : `of ${(total / MEBIBYTE).toFixed(0)} `}MiB`;
		case "inventory":
			return "Taking the inventory …";
		case "match":
			return "Matching advisories …";
	}
}
