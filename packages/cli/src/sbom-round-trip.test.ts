import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { openStarterDatabase } from "@plimsoll/advisories";
import { type CoverageEntry, defaultLimits, digestOf, type Evidence, type Finding, type Package } from "@plimsoll/core";
import { readSbom } from "@plimsoll/inventory";
import { reporters } from "@plimsoll/report";
import { scan } from "@plimsoll/scan";
import fc from "fast-check";
import { type ArbitraryInventory, arbitraryInventory } from "./testing/arbitrary-inventory.ts";
import { temporaryFolder } from "./testing/command-line.ts";

const EXAMPLE = fileURLToPath(new URL("../../../examples/vulnerable-app", import.meta.url));
const tool = { name: "plimsoll", version: "0.0.0" };

/** Every bill of materials that Plimsoll writes, in every version of its format. */
const BILLS = reporters
	.filter(({ format }) => /^(?:cyclonedx|spdx)/.test(format))
	.flatMap((reporter) => (reporter.versions ?? [undefined]).map((version) => ({ reporter, version })));

async function billOf(evidence: Evidence, { reporter, version }: (typeof BILLS)[number]): Promise<string> {
	const render = await reporter.load();
	const options = { columns: 80, color: false, ...(version === undefined ? {} : { version }) };
	const rendered = render({ evidence, verdict: { outcome: "pass", policies: [], reasons: [] }, shown: evidence.findings }, options);
	return typeof rendered === "string" ? rendered : [...rendered].join("");
}

/** All of a package but its licences, which SPDX has as one expression. */
function kept({ licenses: _, ...one }: Package): unknown {
	return JSON.parse(JSON.stringify(one));
}

/** What a finding says; all of it but the prose. */
function saidOf({ fingerprint, id, purl, severity, fixedVersion }: Finding): unknown {
	return { fingerprint, id, purl, severity, fixedVersion };
}

function evidenceOf({ operatingSystem, packages }: ArbitraryInventory): Evidence {
	const digest = digestOf("image");
	const platform = { os: "linux", architecture: "amd64" };
	const layers = ["base", "top"].map((text) => ({ digest: digestOf(text), mediaType: "application/vnd.oci.image.layer.v1.tar+gzip" }));
	return {
		subject: { kind: "image", target: "oci:app", digest, configDigest: digestOf("config"), tags: ["app:1"], platform, layers },
		tool,
		operatingSystem,
		packages,
		findings: [],
		coverage: [],
		timings: [],
	};
}

for (const bill of BILLS) {
	const name = bill.version === undefined ? bill.reporter.format : `${bill.reporter.format}@${bill.version}`;

	test(`${name}: a scan of the image and a scan of its bill of materials find the same`, async (t) => {
		const database = openStarterDatabase();
		t.after(() => database.close());
		const image = await scan(EXAMPLE, { tool, database });
		const file = join(temporaryFolder(t), "bill");
		writeFileSync(file, await billOf(image, bill));

		const read = await scan(file, { tool, database });

		assert.ok(image.findings.length > 0);
		assert.deepEqual(read.findings.map(saidOf), image.findings.map(saidOf));
		assert.deepEqual(read.packages.map(kept), image.packages.map(kept));
		assert.deepEqual(read.operatingSystem?.ecosystem, image.operatingSystem?.ecosystem);
		assert.equal(read.subject.kind, "sbom");
	});

	test(`property: ${name} brings back every package as it was`, async () => {
		await fc.assert(
			fc.asyncProperty(arbitraryInventory(), async (inventory) => {
				const coverage: CoverageEntry[] = [];
				const written = await billOf(evidenceOf(inventory), bill);

				const { packages } = readSbom(Buffer.from(written), { limits: defaultLimits(), report: (entry) => coverage.push(entry) });

				assert.deepEqual(packages.map(kept), inventory.packages.map(kept));
				assert.deepEqual(coverage, []);
			}),
			{ numRuns: 100 },
		);
	});
}
