const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Ctrl-C, and what it does: end the work in hand with an error, so that it can put away what it has begun. */
export class Interruption {
	readonly #controller: AbortController = new AbortController();
	readonly #interrupt = (): void => this.#controller.abort(new Error("interrupted"));

	/** Aborted by the first signal. */
	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	/** Hears signals, between one piece of work and the next. */
	listen(): void {
		for (const name of SIGNALS) process.off(name, this.#interrupt).once(name, this.#interrupt);
	}

	/** Leaves signals to the operating system, which ends the process at once, whatever the thread is busy with. */
	leave(): void {
		for (const name of SIGNALS) process.off(name, this.#interrupt);
	}
}
