import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { readRecord } from "./read-record.ts";
import type { OsvRecord } from "./record.ts";

function read(value: unknown): OsvRecord {
	const record = readRecord(value);
	assert.ok(!("reason" in record), JSON.stringify(record));
	return record;
}

describe("readRecord", () => {
	it("takes what is needed and ignores the rest", () => {
		const record = read({
			id: "PYSEC-2012-1",
			aliases: ["CVE-2012-3458", "PYSEC-2012-1", "CVE-2012-3458"],
			modified: "2024-05-06T16:21:27.000+02:00",
			summary: "Beaker uses ECB\nand more",
			severity: [
				{ type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N" },
				{ type: "Ubuntu", score: "low" },
			],
			database_specific: { severity: "MODERATE" },
			future_field: { anything: true },
			affected: [
				{
					package: { ecosystem: "PyPI", name: "Zope.Interface_X" },
					ranges: [
						{ type: "GIT", repo: "https://example.org/x", events: [{ introduced: "0" }] },
						{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed: "1.6.4" }] },
					],
					versions: ["1.0", "1.0", " 1.1 "],
				},
			],
		});

		assert.deepEqual(record, {
			id: "PYSEC-2012-1",
			aliases: ["CVE-2012-3458"],
			upstream: [],
			related: [],
			modified: "2024-05-06T14:21:27Z",
			summary: "Beaker uses ECB",
			word: "MODERATE",
			vectors: ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"],
			withdrawn: false,
			ignored: [],
			affected: [
				{
					ecosystem: "PyPI",
					name: "zope-interface-x",
					ranges: [
						[
							{ kind: "introduced", version: "0" },
							{ kind: "fixed", version: "1.6.4" },
						],
					],
					versions: ["1.0", "1.1"],
					vectors: [],
					rating: "low",
				},
			],
		});
	});

	it("skips what has no usable id", () => {
		const values = [null, [], "text", 7, {}, { id: 7 }, { id: "" }, { id: "with blank" }, { id: "x".repeat(129) }, { id: "a\u001b[2J" }];

		for (const value of values) assert.ok("reason" in readRecord(value), JSON.stringify(value));
	});

	it("leaves out malformed parts, says which, and keeps the others", () => {
		const affected = { ecosystem: "npm", name: "a" };
		const record = read({
			id: "X-1",
			published: "not a date",
			modified: "2024-13-45T99:00:00Z",
			affected: [
				7,
				{ package: { ecosystem: "npm" } },
				{
					package: affected,
					ranges: [
						null,
						{ type: "MAGIC", events: [{ introduced: "0" }] },
						{ type: "SEMVER", events: [{ fixed: "1.0.0" }] },
						{ type: "SEMVER", events: [{ introduced: 0 }, { fixed: "1.0.0" }] },
						{ type: "SEMVER", events: [{ introduced: "1.0.0", fixed: "2.0.0" }] },
					],
					versions: [7, "3.0.0"],
				},
			],
		});

		assert.deepEqual([record.published, record.modified], [undefined, undefined]);
		assert.deepEqual(
			record.affected.map(({ ranges, versions }) => ({ ranges, versions })),
			[
				{
					ranges: [
						[
							{ kind: "introduced", version: "1.0.0" },
							{ kind: "fixed", version: "2.0.0" },
						],
					],
					versions: ["3.0.0"],
				},
			],
		);
		assert.deepEqual(record.ignored, [
			"a package without a usable ecosystem and name",
			"a range of unknown type or with an unusable event",
			"a range of unknown type or with an unusable event",
			"a range that is never introduced",
			"a range of unknown type or with an unusable event",
			"a version that is none",
		]);
	});

	it("takes any withdrawal for one, whatever its date", () => {
		const withdrawn = ["2024-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "yes"].map((date) => read({ id: "X-1", withdrawn: date }).withdrawn);
		const standing = ["", null, undefined].map((date) => read({ id: "X-1", withdrawn: date }).withdrawn);

		assert.deepEqual([...withdrawn, ...standing], [true, true, true, false, false, false]);
	});

	it("is not fooled by keys of prototypes", () => {
		const record = read(
			JSON.parse('{"id":"X-1","__proto__":{"withdrawn":"now"},"constructor":{"prototype":{"polluted":1}},"affected":[]}'),
		);

		assert.equal(record.withdrawn, false);
		assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
	});

	it("never throws, whatever the document", () => {
		const key = fc.constantFrom(
			"id",
			"affected",
			"package",
			"ecosystem",
			"name",
			"ranges",
			"events",
			"type",
			"severity",
			"aliases",
			"__proto__",
		);
		const document = fc.letrec((tie) => ({
			node: fc.oneof(
				{ maxDepth: 5 },
				fc.constantFrom<unknown>(null, true, "SEMVER", "X-1", "0", ""),
				fc.double(),
				fc.array(tie("node"), { maxLength: 4 }),
				fc.dictionary(key, tie("node"), { maxKeys: 6 }),
			),
		})).node;

		fc.assert(fc.property(document, (value) => typeof readRecord(value) === "object"));
	});
});
