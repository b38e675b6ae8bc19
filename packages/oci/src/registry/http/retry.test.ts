import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultPatience } from "./patience.ts";
import { parseRetryAfter, retryDelay } from "./retry.ts";

const NOW = Date.parse("2026-01-01T00:00:00Z");
const context = { attempt: 1, patience: defaultPatience(), now: NOW, random: 1 };

test("what may pass is tried again, each time after twice as long", () => {
	const delays = [1, 2, 3, 4, 5].map((attempt) => retryDelay({ mayPass: true }, { ...context, attempt }));

	assert.deepEqual(delays, [500, 1000, 2000, 4000, undefined]);
});

test("clients do not come back at the same moment", () => {
	assert.equal(retryDelay({ status: 503 }, { ...context, random: 0 }), 250);
	assert.equal(retryDelay({ status: 503 }, { ...context, random: 0.5 }), 375);
});

test("only statuses that may pass are tried again", () => {
	const tried = [200, 206, 301, 400, 401, 403, 404, 408, 416, 429, 500, 501, 502, 503, 504, 505].filter(
		(status) => retryDelay({ status }, context) !== undefined,
	);

	assert.deepEqual(tried, [408, 429, 500, 502, 503, 504]);
	assert.equal(retryDelay({ mayPass: false }, context), undefined);
});

test("Retry-After counts in seconds and as a date, up to a limit", () => {
	const delay = (retryAfter: string) => retryDelay({ status: 429, retryAfter }, context);

	assert.equal(delay("7"), 7000);
	assert.equal(delay("Thu, 01 Jan 2026 00:00:09 GMT"), 9000);
	assert.equal(delay("86400"), 60_000);
	assert.equal(delay("Thu, 01 Jan 2037 00:00:00 GMT"), 60_000);
});

test("a Retry-After of no time, in the past, or of nonsense is no reason to hurry", () => {
	const delays = ["0", "Thu, 01 Jan 2015 00:00:00 GMT", "soon", "-5", "1e9", ""].map((retryAfter) =>
		retryDelay({ status: 429, retryAfter }, context),
	);

	assert.deepEqual(delays, [500, 500, 500, 500, 500, 500]);
	assert.equal(parseRetryAfter("12345678901", NOW), undefined);
});
