/** How long a registry is waited for, and how often it is asked again. */
export interface Patience {
	/** Milliseconds until a connection stands, TLS included. */
	readonly connectMs: number;
	/** Milliseconds until the headers of an answer are there. */
	readonly headersMs: number;
	/** Milliseconds of waiting for a body before it is given up; every byte that comes earns some back. */
	readonly bodyMs: number;
	/** The rate below which a body uses up that time. Whoever sends slower than this keeps a scan from ending. */
	readonly bytesPerSecond: number;
	/** How often one request is made in all. */
	readonly attempts: number;
	/** Milliseconds before the second attempt; doubled for each further one, and shortened at random. */
	readonly backOffMs: number;
	/** The longest `Retry-After` that is honoured, in milliseconds. */
	readonly maxRetryAfterMs: number;
}

/** Waits long enough for slow networks, and not forever. */
export function defaultPatience(): Patience {
	return {
		connectMs: 20_000,
		headersMs: 60_000,
		bodyMs: 60_000,
		bytesPerSecond: 1024,
		attempts: 5,
		backOffMs: 500,
		maxRetryAfterMs: 60_000,
	};
}
