import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ForwardReader } from "./forward-reader.ts";

test("reading forward gives what reading a file gives, however the bytes come", async () => {
	const reads = fc.array(fc.tuple(fc.nat(40), fc.nat(60)), { maxLength: 12 });
	await fc.assert(
		fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 30 })), reads, async (chunks, steps) => {
			const whole = Buffer.concat(chunks);
			const reader = new ForwardReader(stream(chunks));
			let offset = 0;
			for (const [step, length] of steps) {
				offset += step;
				const bytes = await reader.read(offset, length);

				assert.deepEqual(Buffer.from(bytes), whole.subarray(offset, offset + length));
				if (offset > whole.length) return;
			}
		}),
	);
});

test("closing ends the stream behind it", async () => {
	let ended = false;
	const reader = new ForwardReader(
		(async function* () {
			try {
				yield Buffer.from("abc");
				yield Buffer.from("def");
			} finally {
				ended = true;
			}
		})(),
	);
	await reader.read(0, 1);

	await reader.close();

	assert.equal(ended, true);
});

async function* stream(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
	yield* chunks;
}
