import assert from "node:assert/strict";
import { test } from "node:test";
import { traceOf } from "./trace.ts";

test("a trace names the error, where it came from and what caused it", () => {
	const trace = traceOf(new TypeError("outer", { cause: new Error("inner") }));

	assert.match(trace, /^TypeError: outer\n {4}at /);
	assert.match(trace, /\ncaused by Error: inner\n {4}at /);
});

test("what a message brings along neither reaches the terminal raw nor passes for a line", () => {
	const trace = traceOf(new Error("\u001b[2J\u202e\n    at forged\n::error::x", { cause: "text\u0007" }));

	assert.match(trace, /^Error: \\x1b\[2J\\u\{202e\}\\x0a {4}at forged\\x0a::error::x\n/);
	assert.match(trace, /\ncaused by string: text\\x07\n$/);
});

test("causes that go round in circles come to an end", () => {
	const error = new Error("round");
	error.cause = error;

	assert.equal(traceOf(error).match(/round/g)?.length, 10);
});
