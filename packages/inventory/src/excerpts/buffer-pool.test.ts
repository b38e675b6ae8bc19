import assert from "node:assert/strict";
import { test } from "node:test";
import { BufferPool } from "./buffer-pool.ts";

const MiB = 1024 * 1024;

test("a buffer is used again for whatever fits", () => {
	const pool = new BufferPool();
	const first = pool.take(10 * MiB);
	pool.give(first);

	assert.equal(pool.take(MiB), first);
	assert.notEqual(pool.take(MiB), first);
});

test("a large buffer is lent for large files only, and no more than one is kept", () => {
	const pool = new BufferPool();
	const [one, other] = [pool.take(300 * MiB), pool.take(500 * MiB)];
	pool.give(one);
	pool.give(other);

	const [small, large, another] = [pool.take(MiB), pool.take(400 * MiB), pool.take(100 * MiB)];

	assert.equal(large, other);
	assert.ok(small.length < 2 * MiB);
	assert.ok(another !== one && another.length < 200 * MiB);
});
