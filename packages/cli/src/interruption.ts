const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Ctrl-C, and what it does: end the work in hand with an error, so that it can put away what it has begun. */
export class Interruption {
	readonly #controller: AbortController = new AbortController();
	readonly #interrupt = (): void => {
		this.#controller.abort(new Error("interrupted"));
		// Whoever presses Ctrl-C again does not want to wait.
		this.leave();
	};
	#isListening = false;

	/** Aborted by the first signal. */
	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	/**
	 * Hears signals, between one piece of work and the next. To do so anew would lose a signal that has come and was not handed on
	 * yet, since Node.js forgets it with the last listener.
	 */
	listen(): void {
		if (this.#isListening || this.signal.aborted) return;
		this.#isListening = true;
		for (const name of SIGNALS) process.on(name, this.#interrupt);
	}

	/** Leaves signals to the operating system, which ends the process at once, whatever the thread is busy with. */
	leave(): void {
		this.#isListening = false;
		for (const name of SIGNALS) process.off(name, this.#interrupt);
	}
}
