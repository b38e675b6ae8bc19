/** Tells the time; passed in, so that what depends on it can be reproduced. */
export interface Clock {
	now(): Date;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

/**
 * The time that reproducible output should carry: `SOURCE_DATE_EPOCH` in seconds, where it is set to a number.
 *
 * @see https://reproducible-builds.org/specs/source-date-epoch/
 */
export function sourceDate(environment: Readonly<Record<string, string | undefined>>): Date | undefined {
	const text = environment["SOURCE_DATE_EPOCH"];
	return text !== undefined && /^\d{1,12}$/.test(text) ? new Date(Number(text) * 1000) : undefined;
}
