import type { ScanProgress } from "@plimsoll/scan";

/** Shows what a scan is doing. */
export interface Progress {
	readonly show: (progress: ScanProgress) => void;
	/** Removes the display. */
	end(): void;
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
		end: () => void process.stderr.write("\r\u001b[K"),
	};
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
