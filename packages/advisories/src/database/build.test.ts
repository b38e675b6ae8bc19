import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import { makeZip, zipOf } from "../testdata/make-zip.ts";
import { recordOf, scratchFolder, writeFiles } from "../testdata/scratch.ts";
import { type BuildOptions, type BuildResult, buildDatabase } from "./build.ts";
import { openDatabase } from "./open.ts";

interface Scene {
	readonly folder: string;
	readonly output: string;
	build(options?: Partial<BuildOptions>): Promise<BuildResult>;
}

function sceneOf(test: TestContext, files: Readonly<Record<string, string | Buffer>>): Scene {
	const folder = scratchFolder(test);
	mkdirSync(join(folder, "feed"));
	mkdirSync(join(folder, "out"));
	writeFiles(join(folder, "feed"), files);
	const output = join(folder, "out", "advisories.db");
	const fixed: BuildOptions = { from: join(folder, "feed"), output, kind: "full", limits: defaultLimits() };
	return { folder, output, build: (options = {}) => buildDatabase({ ...fixed, ...options }) };
}

const LODASH = recordOf("GHSA-aaaa-bbbb-cccc", "npm", "lodash", "4.17.21", { summary: "Prose", aliases: ["CVE-2021-23337"] });
const DJANGO = recordOf("PYSEC-1", "PyPI", "Django", "2.2");

describe("buildDatabase", () => {
	it("reads zips in a folder for each ecosystem, and says where everything came from", async (test) => {
		const scene = sceneOf(test, { "npm/all.zip": zipOf([LODASH]), "PyPI/all.zip": zipOf([DJANGO]), "kev.json": "{}" });

		const { identity, skipped } = await scene.build();

		assert.deepEqual(skipped, []);
		assert.equal(identity.advisories, 2);
		assert.deepEqual(
			identity.sources.map(({ name, from, advisories, modified }) => ({ name, from, advisories, modified })),
			["PyPI", "npm"].map((name) => ({
				name,
				from: join(scene.folder, "feed", name, "all.zip"),
				advisories: 1,
				modified: "2024-01-01T00:00:00Z",
			})),
		);
		const database = openDatabase(scene.output);
		assert.deepEqual(database.identity, identity);
		assert.equal(database.lookup("PyPI", "DJANGO").length, 1);
		assert.equal(database.lookup("npm", "Lodash").length, 0);
		assert.equal(database.lookup("npm", "lodash")[0]?.facts().summary, "Prose");
		database.close();
	});

	it("reads a folder of plain records, and file addresses", async (test) => {
		const scene = sceneOf(test, { "a.json": JSON.stringify(LODASH), "b.json": JSON.stringify(DJANGO), "note.txt": "no record" });

		const { identity } = await scene.build({ from: `file://${join(scene.folder, "feed")}` });

		assert.equal(identity.advisories, 2);
	});

	it("makes the same file of the same records, whatever their order", async (test) => {
		const records = [LODASH, DJANGO, recordOf("GHSA-x", "npm", "lodash", "1.0.0"), recordOf("DSA-1", "Debian:12", "glibc", "2")];
		const [first, second] = [
			sceneOf(test, { "all/all.zip": zipOf(records) }),
			sceneOf(test, { "all/all.zip": zipOf(records.toReversed()) }),
		];

		const [one, two] = [await first.build({ kind: "starter" }), await second.build({ kind: "starter" })];
		const repeated = readFileSync(first.output);
		await first.build({ kind: "starter" });

		assert.equal(one.identity.contentDigest, two.identity.contentDigest);
		assert.ok(readFileSync(first.output).equals(repeated));
	});

	it("stores a record once, the newest copy of it", async (test) => {
		const newer = recordOf("GHSA-1", "npm", "a", "2.0.0", { modified: "2024-02-01T00:00:00Z" });
		const elsewhere = recordOf("GHSA-1", "PyPI", "a", "1.0.0");
		const scene = sceneOf(test, {
			"npm/all.zip": zipOf([recordOf("GHSA-1", "npm", "a", "1.0.0")]),
			"PyPI/all.zip": zipOf([newer, elsewhere]),
		});

		const { identity } = await scene.build();

		const database = openDatabase(scene.output);
		test.after(() => database.close());
		assert.equal(identity.advisories, 1);
		assert.deepEqual(
			database.lookup("npm", "a").map(({ affected }) => affected.ranges[0]?.[1]?.version),
			["2.0.0"],
		);
		assert.equal(database.lookup("PyPI", "a").length, 1);
	});

	it("leaves withdrawn records out, also where an older copy still stands", async (test) => {
		const withdrawn = recordOf("GHSA-1", "npm", "a", "1.0.0", { withdrawn: "2024-03-01T00:00:00Z", modified: "2024-03-01T00:00:00Z" });
		const scene = sceneOf(test, { "npm/all.zip": zipOf([withdrawn]), "other/all.zip": zipOf([recordOf("GHSA-1", "npm", "a", "1.0.0")]) });

		const { identity } = await scene.build();

		assert.equal(identity.advisories, 0);
	});

	it("keeps only what a starter is asked for, without prose", async (test) => {
		const records = [LODASH, recordOf("GHSA-2", "npm", "other", "1.0.0"), recordOf("DSA-1", "Debian:12", "glibc", "2")];
		const scene = sceneOf(test, { "all/all.zip": zipOf([...records, recordOf("DSA-2", "Debian:11", "glibc", "1")]) });

		await scene.build({
			kind: "starter",
			packages: [
				{ ecosystem: "npm", name: "lodash" },
				{ ecosystem: "Debian:12", name: "glibc" },
			],
		});

		const database = openDatabase(scene.output);
		test.after(() => database.close());
		assert.deepEqual([database.identity.kind, database.identity.advisories], ["starter", 2]);
		assert.equal(database.lookup("npm", "lodash")[0]?.facts().summary, undefined);
		assert.deepEqual(
			["npm", "Debian:12", "Debian:11"].map((ecosystem) => database.hasEcosystem(ecosystem)),
			[true, true, false],
		);
	});

	it("counts what it skips and why, and keeps the rest", async (test) => {
		const parts = [
			{ name: "list.json", content: "[]" },
			{ name: "broken.json", content: '{"id": "X' },
			{ name: "broken2.json", content: "\u0000" },
			{ name: "deep.json", content: "[".repeat(100_000) },
			{ name: "../../escape.json", content: JSON.stringify(DJANGO) },
			{ name: "big.json", content: JSON.stringify({ id: "BIG-1", details: "x".repeat(3000) }) },
			{ name: "README.md", content: "no record" },
		];
		const scene = sceneOf(test, { "npm/all.zip": makeZip(parts) });

		const { identity, skipped } = await scene.build({ limits: { ...defaultLimits(), maxAdvisoryBytes: 2000 } });

		assert.equal(identity.advisories, 1);
		assert.deepEqual(skipped, [
			{ name: "npm/list.json", reason: "not a JSON object", count: 1 },
			{ name: "npm/broken.json", reason: "not JSON", count: 2 },
			{ name: "npm/deep.json", reason: "larger than 2000 bytes (maxAdvisoryBytes)", count: 2 },
		]);
		assert.deepEqual(readdirSync(join(scene.folder, "out")), ["advisories.db"]);
	});

	it("does not believe records from the future about how new it is", async (test) => {
		const future = recordOf("GHSA-9", "npm", "a", "1.0.0", { modified: "9999-01-01T00:00:00Z" });
		const scene = sceneOf(test, { "npm/all.zip": zipOf([LODASH, future]) });

		const { identity } = await scene.build({ clock: { now: () => new Date("2024-06-01T00:00:00Z") } });

		assert.equal(identity.modified, "2024-01-01T00:00:00Z");
	});

	describe("keeps the database that was there, and nothing else, when", () => {
		const whole = zipOf([LODASH, DJANGO]);
		const bomb = makeZip([{ name: "a.json", content: Buffer.alloc(10_000_000, 32), size: 100 }]);
		const many = makeZip(Array.from({ length: 40 }, (_, index) => ({ name: `${index}.json`, content: Buffer.alloc(2_000_000, 32) })));
		const cases: readonly (readonly [
			title: string,
			files: Record<string, string | Buffer>,
			options: Partial<BuildOptions>,
			code: string,
		])[] = [
			["a zip is cut short", { "npm/all.zip": whole.subarray(0, whole.length - 30) }, {}, "feed-corrupt"],
			["a zip is no zip", { "npm/all.zip": "<html>not found</html>" }, {}, "feed-corrupt"],
			["a zip is empty", { "npm/all.zip": "" }, {}, "feed-corrupt"],
			["content does not match its checksum", { "npm/all.zip": makeZip([{ name: "a.json", content: "{}", crc: 1 }]) }, {}, "feed-corrupt"],
			["a file inflates to more than it says", { "npm/all.zip": bomb }, {}, "feed-corrupt"],
			["a file is encrypted", { "npm/all.zip": makeZip([{ name: "a.json", content: "{}", flags: 1 }]) }, {}, "feed-corrupt"],
			["the compression is unknown", { "npm/all.zip": makeZip([{ name: "a.json", content: "{}", method: 99 }]) }, {}, "feed-corrupt"],
			["a zip inflates too far", { "npm/all.zip": many }, {}, "feed-limit"],
			["there are too many files", { "npm/all.zip": whole }, { limits: { ...defaultLimits(), maxEntries: 1 } }, "feed-limit"],
			["there is no feed", {}, {}, "feed-empty"],
			["the folder is missing", {}, { from: "/nowhere/at/all" }, "feed-missing"],
			["the address has no known scheme", {}, { from: "ftp://example.org/" }, "feed-missing"],
		];

		for (const [title, files, options, code] of cases) {
			it(title, async (test) => {
				const scene = sceneOf(test, files);
				writeFileSync(scene.output, "the old one");

				await assert.rejects(scene.build(options), { name: "AdvisoryError", code });

				assert.equal(readFileSync(scene.output, "utf8"), "the old one");
				assert.deepEqual(readdirSync(join(scene.folder, "out")), ["advisories.db"]);
			});
		}

		it("a zip is damaged anywhere", async (test) => {
			for (let at = 0; at < whole.length; at += 7) {
				const scene = sceneOf(test, { "npm/all.zip": whole.subarray(0, at) });
				writeFileSync(scene.output, "the old one");

				await assert.rejects(scene.build(), { code: "feed-corrupt", message: /npm\/all\.zip/ });

				assert.equal(readFileSync(scene.output, "utf8"), "the old one");
			}
		});

		it("it is interrupted", async (test) => {
			const records = Array.from({ length: 3000 }, (_, index) => recordOf(`X-${index}`, "npm", `p${index}`, "1.0.0"));
			const scene = sceneOf(test, { "npm/all.zip": zipOf(records) });
			writeFileSync(scene.output, "the old one");
			const controller = new AbortController();

			const build = scene.build({ signal: controller.signal, onProgress: () => controller.abort(new Error("stop")) });

			await assert.rejects(build, { message: "stop" });
			assert.equal(readFileSync(scene.output, "utf8"), "the old one");
			assert.deepEqual(readdirSync(join(scene.folder, "out")), ["advisories.db"]);
		});
	});

	it("says where it cannot write", async (test) => {
		const scene = sceneOf(test, { "npm/all.zip": zipOf([LODASH]) });
		mkdirSync(join(scene.folder, "a folder"));

		for (const output of [join(scene.folder, "missing", "x.db"), join(scene.folder, "a folder"), "/dev/null/x.db"]) {
			await assert.rejects(scene.build({ output }), { code: "output-unwritable", path: output });
		}
	});

	it("refuses a feed's file that is a folder or cannot be read", async (test) => {
		const scene = sceneOf(test, {});
		mkdirSync(join(scene.folder, "feed", "npm", "all.zip"), { recursive: true });
		chmodSync(join(scene.folder, "feed", "npm", "all.zip"), 0o755);

		await assert.rejects(scene.build(), { code: "feed-missing", message: /regular file/ });
	});

	it("removes what a killed build left behind, once it is old", async (test) => {
		const scene = sceneOf(test, { "npm/all.zip": zipOf([LODASH]) });
		const [old, recent] = [".advisories.db.build-old", ".advisories.db.build-new"].map((name) => join(scene.folder, "out", name));
		writeFiles(scene.folder, { "out/.advisories.db.build-old/staging.db": "x", "out/.advisories.db.build-new/staging.db": "x" });
		utimesSync(String(old), 1000, 1000);

		await scene.build();

		assert.deepEqual(readdirSync(join(scene.folder, "out")).sort(), [String(recent).split("/").at(-1), "advisories.db"]);
	});
});
