import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { markdown, plainText, relativeUri } from "./escape.ts";

describe("markdown", () => {
	it("leaves no character that Markdown or HTML acts on", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary" }), (text) => {
				assert.doesNotMatch(markdown(text).replace(/&#\d+;/g, ""), /[\\`*_{}[\]()<>#+!|&~@:"'$=^\n]/);
			}),
		);
	});

	it("breaks links, images, tags, table cells and mentions", () => {
		const escaped = markdown("[x](https://evil.example) ![y](z) <img src=x> a|b @team");

		assert.doesNotMatch(escaped, /https:|<img|\]\(|a\|b|@team/);
	});
});

describe("plain text", () => {
	it("has neither embedded links nor placeholders", () => {
		assert.equal(plainText("[here](https://evil.example) {0}"), "[here] (https://evil.example) {{0}}");
	});
});

describe("relative URI", () => {
	it("is relative, encoded and stays inside, whatever the path", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary" }), (path) => {
				const base = new URL("https://image.example/root/");

				const url = new URL(relativeUri(path), base);

				assert.equal(url.origin, base.origin);
				assert.equal(url.pathname.startsWith("/root/"), true);
				assert.equal(url.search + url.hash, "");
			}),
		);
	});
});
