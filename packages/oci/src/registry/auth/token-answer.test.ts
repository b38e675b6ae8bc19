import assert from "node:assert/strict";
import { test } from "node:test";
import { OciError } from "../../errors.ts";
import { generator, mutated } from "../../testing/mutations.ts";
import { readToken } from "./token-answer.ts";

const NOW = 1_000_000;

function read(answer: unknown): ReturnType<typeof readToken> {
	return readToken(Buffer.from(JSON.stringify(answer)), "tokens.test", NOW);
}

test("either name of a token will do, and the first counts", () => {
	assert.equal(read({ token: "a" }).value, "a");
	assert.equal(read({ access_token: "b" }).value, "b");
	assert.equal(read({ token: "a", access_token: "b" }).value, "a");
	assert.equal(read({ token: "", access_token: "b" }).value, "b");
});

test("a token is renewed somewhat before it ends", () => {
	const seconds = [undefined, 3600, 60, 10, 0].map((expires_in) => (read({ token: "a", expires_in }).expires - NOW) / 1000);

	assert.deepEqual(seconds, [50, 3590, 50, 5, 0]);
});

test("10,000 mutations are read or refused, and no refusal shows a token", () => {
	const original = Buffer.from(JSON.stringify({ token: "h4rd-to-guess", access_token: "h4rd-to-guess", expires_in: 300, scope: "x" }));
	const random = generator(0x5eed);
	for (let run = 0; run < 10_000; run++) {
		try {
			const { value, expires } = readToken(mutated(original, random), "tokens.test", NOW);
			assert.match(value, /^[\x21-\x7e]+$/);
			assert.ok(expires >= NOW);
		} catch (error) {
			assert.ok(error instanceof OciError && error.code !== undefined, String(error));
			assert.doesNotMatch(error.message, /h4rd-to-guess/);
		}
	}
});
