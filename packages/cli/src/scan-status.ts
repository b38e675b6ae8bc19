import type { Timing } from "@plimsoll/core";
import type { ScanProgress } from "@plimsoll/scan";

const MEBIBYTE = 1024 * 1024;

/** What a scan is doing, in a few words. */
export function describeProgress({ step, bytes = 0, total }: ScanProgress): string {
	switch (step) {
		case "open":
			return "Opening …";
		case "layers":
			return `Reading layers … ${mebibytes(bytes)} ${total === undefined ? "" : `of ${mebibytes(total)} `}MiB`;
		case "inventory":
			return "Taking the inventory …";
		case "match":
			return "Matching advisories …";
	}
}

/** How long a scan took, in all and step by step. */
export function describeTimings(timings: readonly Timing[]): string {
	const total = timings.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
	const steps = timings.map(({ step, milliseconds }) => `${step} ${seconds(milliseconds)}`);
	return `Scanned in ${seconds(total)} s (${steps.join(", ")})`;
}

/** Adds up what several scans took, step by step. */
export function addTimings(all: readonly (readonly Timing[])[]): readonly Timing[] {
	const sums = new Map<string, number>();
	for (const { step, milliseconds } of all.flat()) sums.set(step, (sums.get(step) ?? 0) + milliseconds);
	return [...sums].map(([step, milliseconds]) => ({ step, milliseconds }));
}

function mebibytes(bytes: number): string {
	return (bytes / MEBIBYTE).toFixed(0);
}

function seconds(milliseconds: number): string {
	return (milliseconds / 1000).toFixed(2);
}
