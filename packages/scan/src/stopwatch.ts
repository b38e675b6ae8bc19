import type { Timing } from "@plimsoll/core";

/** Notes how long each step of a scan takes. */
export class Stopwatch {
	readonly #timings: Timing[] = [];

	get timings(): readonly Timing[] {
		return this.#timings;
	}

	/** Runs a step and notes its duration, also when it fails. */
	async time<T>(step: string, work: () => T | Promise<T>): Promise<T> {
		const start = performance.now();
		try {
			return await work();
		} finally {
			this.#timings.push({ step, milliseconds: Math.round(performance.now() - start) });
		}
	}
}
