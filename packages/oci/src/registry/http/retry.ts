import type { Patience } from "./patience.ts";

/** Statuses that another attempt may change. */
const PASSING: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** What an attempt led to. */
export interface Outcome {
	/** Of the answer; undefined where there was none. */
	readonly status?: number;
	/** Whether a failure to get an answer may pass. */
	readonly mayPass?: boolean;
	readonly retryAfter?: string | undefined;
}

/** What a decision depends on beside the outcome. */
export interface RetryContext {
	/** How many attempts were made. */
	readonly attempt: number;
	readonly patience: Patience;
	/** In milliseconds since 1970. */
	readonly now: number;
	/** From 0 up to 1; keeps many clients from coming back at the same moment. */
	readonly random: number;
}

/**
 * Milliseconds to wait before the next attempt; undefined where there shall be none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function retryDelay(outcome: Outcome, { attempt, patience, now, random }: RetryContext): number | undefined {
	const mayPass = outcome.status === undefined ? outcome.mayPass === true : PASSING.has(outcome.status);
	if (!mayPass || attempt >= patience.attempts) return undefined;

	const backOff = patience.backOffMs * 2 ** (attempt - 1) * (0.5 + random / 2);
	const asked = parseRetryAfter(outcome.retryAfter, now);
	return asked === undefined ? backOff : Math.max(Math.min(asked, patience.maxRetryAfterMs), Math.min(backOff, patience.backOffMs));
}

/** Milliseconds that a `Retry-After` asks for, as seconds or as a date; undefined where it is neither. */
export function parseRetryAfter(text: string | undefined, now: number): number | undefined {
	if (text === undefined) return undefined;
	if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
	const date = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
