import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import type { ExcerptReader } from "@plimsoll/oci";
import type { Cataloger } from "../cataloger.ts";
import { parseExcerpt } from "./excerpt.ts";
import { takeExcerpts } from "./take-excerpts.ts";

const TEXT = "0123456789";

/** Keeps the first characters of every file, and wants to see no more of it. */
function keeping(id: string, count: number): Cataloger {
	return cataloger(id, () => {
		let text = "";
		return {
			push: (bytes) => {
				text = (text + Buffer.from(bytes).toString()).slice(0, count);
				return text.length < count;
			},
			end: () => (text === "" ? undefined : Buffer.from(text)),
		};
	});
}

function cataloger(id: string, excerpts: () => ExcerptReader | undefined): Cataloger {
	return { id, version: 1, kind: "language", wants: () => false, catalog: () => {}, excerpts };
}

function take(catalogers: readonly Cataloger[], pieceSize: number): { parts: Record<string, string>; problem?: string; seen: number } {
	const takes = takeExcerpts(catalogers, { subject: "image", limits: defaultLimits() });
	const reader = takes({ path: "/x", size: TEXT.length, mode: 0o644 });
	let seen = 0;
	while (seen < TEXT.length && reader !== undefined) {
		const piece = Buffer.from(TEXT.slice(seen, seen + pieceSize));
		seen += piece.length;
		if (!reader.push(piece)) break;
	}
	const excerpt = reader?.end();
	if (excerpt === undefined) return { parts: {}, seen };
	const { parts, problem } = parseExcerpt(excerpt);
	const texts = Object.fromEntries([...parts].map(([id, part]) => [id, Buffer.from(part).toString()]));
	return { parts: texts, ...(problem === undefined ? {} : { problem }), seen };
}

test("each reader sees a file for as long as it wants to, and what they keep is joined", () => {
	for (const pieceSize of [1, 3, 100]) {
		const { parts } = take([keeping("two", 2), keeping("five", 5)], pieceSize);

		assert.deepEqual(parts, { two: "01", five: "01234" });
	}
});

test("a file that nobody wants to see more of is not read on", () => {
	const { seen } = take([keeping("two", 2), keeping("five", 5)], 1);

	assert.equal(seen, 5);
});

test("a file that nobody keeps anything of has no excerpt", () => {
	const { parts } = take([cataloger("none", () => undefined)], 1);

	assert.deepEqual(parts, {});
});

test("a defect in one reader costs its part, is said, and nothing of the others", () => {
	const broken = cataloger("broken", () => ({
		push: () => {
			throw new TypeError("a defect");
		},
		end: () => Buffer.from("kept"),
	}));

	const { parts, problem } = take([broken, keeping("two", 2)], 1);

	assert.deepEqual([parts, problem], [{ two: "01" }, "the broken cataloger gave up on it: a defect"]);
});
