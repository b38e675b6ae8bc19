import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { webAddress } from "./web-address.ts";

describe("web address", () => {
	for (const text of [
		"javascript:alert(1)",
		"file:///etc/passwd",
		"//x.example",
		"https://",
		"https://user:pass@x.example/",
		`https://x.example/${"a".repeat(3000)}`,
	]) {
		it(`refuses ${text.slice(0, 40)}`, () => {
			assert.equal(webAddress(text), undefined);
		});
	}

	it("keeps an ordinary address", () => {
		assert.equal(webAddress("https://github.com/advisories/GHSA-1?x=1#y"), "https://github.com/advisories/GHSA-1?x=1#y");
	});

	it("has nothing that ends a Markdown link or an attribute, whatever it is made of", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary" }), (path) => {
				const address = webAddress(`https://x.example/${path}`);

				assert.doesNotMatch(address ?? "", /[\s()<>"'`\\|]/);
			}),
		);
	});
});
