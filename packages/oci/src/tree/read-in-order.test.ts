import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { readInOrder } from "./read-in-order.ts";

test("results come in the order of the items, at most two being read", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.nat(5), { maxLength: 12 }), fc.nat(3), async (delays, maxWaiting) => {
			let running = 0;
			let most = 0;
			const read = async (index: number): Promise<number> => {
				most = Math.max(most, ++running);
				for (let left = delays[index] ?? 0; left > 0; left--) await turn();
				running--;
				return index;
			};

			const results = await Array.fromAsync(readInOrder({ items: [...delays.keys()], read, weigh: () => 1, maxWaiting }));

			assert.deepEqual(results, [...delays.keys()]);
			assert.ok(most <= 2);
		}),
	);
});

test("a failure is thrown in its turn, and stops the rest", async () => {
	const started: number[] = [];
	const read = async (index: number): Promise<number> => {
		started.push(index);
		await turn();
		if (index === 1) throw new Error("second");
		return index;
	};
	const seen: number[] = [];

	const consuming = (async () => {
		for await (const result of readInOrder({ items: [0, 1, 2, 3, 4, 5, 6], read, weigh: () => 1, maxWaiting: 100 })) seen.push(result);
	})();

	await assert.rejects(consuming, /second/);
	assert.deepEqual(seen, [0]);
	assert.ok(started.length < 7);
});

test("a consumer that stops aborts what is being read", async () => {
	const signals: AbortSignal[] = [];
	const read = async (index: number, signal: AbortSignal): Promise<number> => {
		signals.push(signal);
		while (index > 0 && !signal.aborted) await turn();
		return index;
	};

	for await (const _ of readInOrder({ items: [0, 1, 2], read, weigh: () => 1, maxWaiting: 100 })) break;

	assert.ok(signals.length > 1);
	assert.ok(signals.every((signal) => signal.aborted));
});
