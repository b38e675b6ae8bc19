import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodeName, encodeName } from "./tar-text.ts";

test("any bytes survive decoding and encoding, so that no two names become one", () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 40 }), (array) => {
			const bytes = Buffer.from(array);

			assert.deepEqual(encodeName(decodeName(bytes, 0, bytes.length)), bytes);
		}),
	);
});

test("UTF-8 and control characters are decoded as they are", () => {
	const name = "straße/\u001b[31m/日本/\u202e\ufffd";

	assert.equal(decodeName(Buffer.from(name), 0, Buffer.byteLength(name)), name);
});
