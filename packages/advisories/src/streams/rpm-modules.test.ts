import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import type { Package } from "@plimsoll/core";
import { matchPackages } from "../matching/match-packages.ts";
import { databaseOf, packageOf, recordOf } from "../testdata/scratch.ts";
import { rpmModules } from "./rpm-modules.ts";

const PLAIN = "1.0-1.el8";
const OF_MODULE = "1.0-1.module_el8.9.0+1";

function installed(version: string, label?: string): Package {
	const plain = packageOf("AlmaLinux:8", "nodejs", version, { type: "rpm" });
	return label === undefined
		? plain
		: { ...plain, purl: `pkg:rpm/almalinux/nodejs@${version}?arch=x86_64&rpmmod=${encodeURIComponent(label)}` };
}

async function matches(test: TestContext, advisory: { readonly fixed: string; readonly summary?: string }, one: Package): Promise<boolean> {
	const { fixed, summary = "Important: nodejs security update" } = advisory;
	const record = recordOf("ALSA-1", "AlmaLinux:8", "nodejs", fixed, { summary });
	const { findings } = await matchPackages([one], await databaseOf(test, [record]));
	return findings.length > 0;
}

describe("advisories about modules", () => {
	it("speak for packages of modules only, others for others only", async (test) => {
		const fixed = { plain: "2.0-1.el8", ofModule: "2.0-1.module_el8.9.0+1", ofRockyModule: "2.0-1.module+el8.9.0+1" };

		assert.equal(await matches(test, { fixed: fixed.plain }, installed(PLAIN)), true);
		assert.equal(await matches(test, { fixed: fixed.ofModule }, installed(PLAIN)), false);
		assert.equal(await matches(test, { fixed: fixed.plain }, installed(OF_MODULE)), false);
		assert.equal(await matches(test, { fixed: fixed.ofModule }, installed(OF_MODULE)), true);
		assert.equal(await matches(test, { fixed: fixed.ofRockyModule }, installed(OF_MODULE)), true);
	});

	it("speak for the stream that their title names", async (test) => {
		const about18 = { fixed: "18.1-1.module_el8.9.0+1", summary: "Important: nodejs:18 security update" };

		assert.equal(await matches(test, about18, installed(OF_MODULE, "nodejs:18:8090020231114123034:a75119d5")), true);
		assert.equal(await matches(test, about18, installed(OF_MODULE, "nodejs:16:8090020231114123034:a75119d5")), false);
		assert.equal(await matches(test, about18, installed(OF_MODULE)), true);
		assert.equal(
			await matches(test, { ...about18, summary: "Important: ruby:3.1 security update" }, installed(OF_MODULE, "nodejs:16:1:a")),
			true,
		);
		assert.equal(
			await matches(test, { ...about18, summary: "python38:3.8 and nodejs:16 update" }, installed(OF_MODULE, "nodejs:16:1:a")),
			true,
		);
	});

	it("know a stream by the label in the purl", () => {
		const streamOf = (query: string): string | undefined => rpmModules.streamOf({ ...installed(PLAIN), purl: `pkg:rpm/x/y@1${query}` });

		assert.equal(streamOf("?arch=x&rpmmod=nodejs%3A18%3A1%3Aa"), "nodejs:18");
		assert.equal(streamOf("?rpmmod=container-tools:rhel8:1:a#x"), "container-tools:rhel8");
		assert.deepEqual([streamOf(""), streamOf("?rpmmod=nodejs"), streamOf("?xrpmmod=a:b")], [undefined, undefined, undefined]);
	});
});
