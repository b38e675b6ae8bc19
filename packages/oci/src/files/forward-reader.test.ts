import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ForwardReader } from "./forward-reader.ts";
import { KeptStretches } from "./kept-stretches.ts";

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

test("what lies between two reads is kept, if it is short and not too much", async () => {
	const sizes = { stretch: 40, total: 100 };
	const steps = fc.array(fc.nat(60), { minLength: 1, maxLength: 8 });
	await fc.assert(
		fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 30 })), steps, async (chunks, gaps) => {
			const whole = Buffer.concat(chunks);
			const kept = new KeptStretches(sizes);
			const reader = new ForwardReader(stream(chunks), kept);
			const starts = gaps.map((_, index) => gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0));
			for (const start of starts) await reader.read(start, 5);
			await reader.close();

			let left = sizes.total;
			for (const [index, end] of starts.slice(0, -1).entries()) {
				const [start, next] = [Math.min(end, whole.length), Math.min(starts[index + 1] ?? 0, whole.length)];
				if (next === start) continue;
				const found = kept.find({ offset: start, length: next - start });
				const fits = next - start <= Math.min(sizes.stretch, left);
				if (fits) left -= next - start;

				assert.deepEqual(found, fits ? whole.subarray(start, next) : undefined);
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
