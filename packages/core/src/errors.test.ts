import assert from "node:assert/strict";
import { test } from "node:test";
import { isSystemError, messageOf, PlimsollError } from "./errors.ts";

class SampleError extends PlimsollError<"sample"> {}

test("an error carries its code, its place and its cause", () => {
	const cause = new Error("behind");

	const error = new SampleError("sample", "a blob is too large", { path: "/x", blob: "sha256:0", limit: "maxConfigBytes", cause });

	assert.equal(error.name, "SampleError");
	assert.deepEqual([error.code, error.path, error.blob, error.limit, error.cause], ["sample", "/x", "sha256:0", "maxConfigBytes", cause]);
});

test("system errors are told by their codes", () => {
	const error = Object.assign(new Error("no such file"), { code: "ENOENT" });

	assert.equal(isSystemError(error, "EACCES", "ENOENT"), true);
	assert.equal(isSystemError(error, "EACCES"), false);
	assert.equal(isSystemError("ENOENT", "ENOENT"), false);
});

test("whatever is thrown has a message", () => {
	assert.equal(messageOf(new Error("x")), "x");
	assert.equal(messageOf(7), "7");
});
