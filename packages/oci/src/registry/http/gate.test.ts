import assert from "node:assert/strict";
import { test } from "node:test";
import { Gate } from "./gate.ts";

test("no more are inside than there are places, and who waits comes in line", async () => {
	const gate = new Gate(2);
	const order: number[] = [];
	let inside = 0;
	let most = 0;

	await Promise.all(
		Array.from({ length: 20 }, async (_, index) => {
			const leave = await gate.enter(undefined);
			most = Math.max(most, ++inside);
			order.push(index);
			await new Promise(setImmediate);
			inside--;
			leave();
			leave();
		}),
	);

	assert.equal(most, 2);
	assert.deepEqual(
		order,
		[...order].sort((a, b) => a - b),
	);
});

test("whoever gives up in line is passed over", async () => {
	const gate = new Gate(1);
	const leave = await gate.enter(undefined);
	const stop = new AbortController();
	const waiting = gate.enter(stop.signal);
	const next = gate.enter(undefined);

	stop.abort(new Error("enough"));
	leave();

	await assert.rejects(waiting, /enough/);
	(await next)();
	await assert.rejects(gate.enter(stop.signal), /enough/);
});
