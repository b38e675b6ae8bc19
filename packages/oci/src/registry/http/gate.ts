/** Lets a limited number through at the same time; the others wait in line. */
export class Gate {
	readonly #waiting: (() => void)[] = [];
	#free: number;

	constructor(places: number) {
		this.#free = places;
	}

	/**
	 * Waits for a place.
	 *
	 * @returns what gives it back; calling it again does nothing
	 * @throws the signal's reason, when that is aborted first
	 */
	async enter(signal: AbortSignal | undefined): Promise<() => void> {
		signal?.throwIfAborted();
		if (this.#free > 0) this.#free--;
		else await this.#wait(signal);

		let isInside = true;
		return () => {
			if (isInside) this.#leave();
			isInside = false;
		};
	}

	/** Whoever leaves hands the place on. */
	#leave(): void {
		const next = this.#waiting.shift();
		if (next === undefined) this.#free++;
		else next();
	}

	async #wait(signal: AbortSignal | undefined): Promise<void> {
		const { promise, resolve, reject } = Promise.withResolvers<void>();
		const stop = (): void => {
			this.#waiting.splice(this.#waiting.indexOf(resolve), 1);
			reject(signal?.reason);
		};
		this.#waiting.push(resolve);
		signal?.addEventListener("abort", stop, { once: true });
		try {
			await promise;
		} finally {
			signal?.removeEventListener("abort", stop);
		}
	}
}
