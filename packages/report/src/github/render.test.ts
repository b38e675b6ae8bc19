import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { textOf } from "../chunks.ts";
import type { RenderOptions, Report } from "../reporter.ts";
import { fullEvidence } from "../testing/documents.ts";
import { plainOptions, samplePackage, sampleReport } from "../testing/sample-report.ts";
import { render } from "./render.ts";

// biome-ignore lint/suspicious/noExplicitAny: a test that looks at parts of a document need not type the whole
function snapshotOf(report: Report = sampleReport(fullEvidence()), options: Partial<RenderOptions> = {}): any {
	return JSON.parse(textOf(render(report, { ...plainOptions, ...options })));
}

const inFolder = (packages: readonly ReturnType<typeof samplePackage>[]): Report =>
	sampleReport(fullEvidence({ subject: { kind: "directory", target: "." }, packages }));

describe("github", () => {
	it("is of the commit and the run that the workflow tells", () => {
		const workflow = { sha: "a".repeat(40), ref: "refs/heads/main", id: "7", correlator: "ci scan" };

		const { version, job, sha, ref, detector, scanned } = snapshotOf(undefined, { workflow, sourceDate: new Date(86_400_000) });

		assert.deepEqual(
			{ version, job, sha, ref },
			{ version: 0, job: { id: "7", correlator: "ci scan" }, sha: workflow.sha, ref: workflow.ref },
		);
		assert.deepEqual([detector.name, detector.version], ["plimsoll", "0.1.0"]);
		assert.equal(scanned, "1970-01-02T00:00:00.000Z");
	});

	it("names no commit where there is none", () => {
		const snapshot = snapshotOf();

		assert.equal("sha" in snapshot || "ref" in snapshot, false);
		assert.equal(snapshot.job.correlator, "plimsoll registry.example/team/app:1.0");
	});

	it("lists packages by the file that names them, with what they need from it", () => {
		const { manifests } = snapshotOf();

		assert.deepEqual(Object.keys(manifests), [
			"/app/node_modules/@acme/clean/package.json",
			"/app/node_modules/lodash/package.json",
			"/var/lib/dpkg/status",
		]);
		assert.deepEqual(manifests["/var/lib/dpkg/status"].resolved["pkg:deb/libssl3@3.0.11-1~deb12u1"], {
			package_url: "pkg:deb/libssl3@3.0.11-1~deb12u1",
			scope: "runtime",
			dependencies: ["pkg:deb/openssl@3.0.11-1~deb12u1"],
		});
	});

	it("tells direct from indirect and development from runtime, and where the file lies in a repository", () => {
		const lodash = samplePackage({
			name: "lodash",
			version: "4.17.20",
			direct: true,
			development: true,
			locations: [{ path: "/package-lock.json" }],
		});

		const manifest = snapshotOf(inFolder([lodash])).manifests["/package-lock.json"];

		assert.deepEqual(manifest.file, { source_location: "package-lock.json" });
		assert.deepEqual(manifest.resolved[lodash.purl], {
			package_url: lodash.purl,
			relationship: "direct",
			scope: "development",
			dependencies: [],
		});
	});

	it("takes names of JavaScript's objects for names", () => {
		const odd = samplePackage({ name: "x", version: "1", purl: "__proto__", locations: [{ path: "__proto__" }] });

		const { manifests } = snapshotOf(inFolder([odd]));

		assert.deepEqual(Object.keys(manifests), ["__proto__"]);
	});
});
