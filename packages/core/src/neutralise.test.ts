import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { neutralise } from "./neutralise.ts";

test("escape sequences, line breaks and bidirectional controls become visible", () => {
	assert.equal(neutralise("a\u001b[31mb\r\nc\u202ed\u0085"), "a\\x1b[31mb\\x0d\\x0ac\\u{202e}d\\x85");
});

test("ordinary text of any script stays as it is", () => {
	const text = "libssl3 – Größe 日本語 🚢 naïve";

	assert.equal(neutralise(text), text);
});

test("a lone surrogate becomes visible, a pair stays", () => {
	assert.equal(neutralise("\ud83d|\u{1f6a2}"), "\\u{d83d}|🚢");
});

test("a long text is cut with an ellipsis", () => {
	assert.equal(neutralise("abcdef", 4), "abc…");
});

test("a cut through a surrogate pair leaves no half of it", () => {
	assert.equal(neutralise("ab🚢cd", 4), "ab\\u{d83d}…");
});

test("nothing that a terminal acts on is left, whatever comes in", () => {
	fc.assert(
		fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
			const shown = neutralise(text);

			assert.doesNotMatch(shown, /\p{Cc}|\p{Zl}|\p{Zp}|\p{Bidi_Control}|\p{Cs}/u);
		}),
	);
});
