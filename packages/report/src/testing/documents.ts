import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Evidence } from "@plimsoll/core";
import { reporters, textOf } from "../index.ts";
import type { Report } from "../reporter.ts";
import { plainOptions, sampleEvidence, samplePackage, sampleReport } from "./sample-report.ts";

/** A bill of materials in a file. */
export interface WrittenDocument {
	readonly format: string;
	readonly version: string;
	readonly file: string;
}

/** Writes a report as every version of every format of bills of materials that has versions, into a folder that is gone after the test. */
export async function writeDocuments(t: TestContext, report: Report): Promise<readonly WrittenDocument[]> {
	const folder = mkdtempSync(join(tmpdir(), "plimsoll-documents-"));
	t.after(() => rmSync(folder, { recursive: true, force: true }));
	const written: WrittenDocument[] = [];
	for (const { format, versions = [], load } of reporters) {
		const render = await load();
		for (const version of versions) {
			const file = join(folder, `${format}-${version}${ENDINGS[format] ?? ""}`);
			writeFileSync(file, textOf(render(report, { ...plainOptions, version })));
			written.push({ format, version, file });
		}
	}
	return written;
}

/** The official tools tell formats apart by how a file's name ends. */
const ENDINGS: Readonly<Record<string, string>> = {
	cyclonedx: ".json",
	"cyclonedx-xml": ".xml",
	"spdx-json": ".spdx.json",
	"spdx-tag-value": ".spdx",
};

/** Evidence with everything in it that a bill of materials has a place for. */
export function fullEvidence(facts: Partial<Evidence> = {}): Evidence {
	const [libssl, openssl, scoped, lodash] = sampleEvidence().packages as readonly [Package, Package, Package, Package];
	return sampleEvidence({
		packages: [
			{
				...libssl,
				vendor: "Debian (https://www.debian.org)",
				licenses: ["GPL-2.0+", "see copyright", "LicenseRef-scancode-public-domain OR MIT"],
				dependsOn: [openssl.purl],
				architecture: "amd64",
				cpes: ["cpe:2.3:a:openssl:libssl:3.0.11:*:*:*:*:*:*:*", "cpe:2.3:a:openssl:openssl:3.0.11:*:*:*:*:*:*:*", "cpe:/a:old"],
				hashes: [
					{ algorithm: "sha512", value: "ab".repeat(64) },
					{ algorithm: "md5", value: "cd".repeat(16) },
					{ algorithm: "sha256", value: "not a hash" },
				],
			},
			{ ...openssl, dependsOn: [] },
			{ ...scoped, ownedBy: openssl.purl, direct: true, development: true },
			{ ...lodash, containedIn: [scoped.purl], direct: false, development: false },
		],
		coverage: [{ code: "file-malformed", message: "not a database", path: "/var/lib/dpkg/status" }],
		...facts,
	});
}

type Package = Evidence["packages"][number];

const hostile = samplePackage({
	name: "<text>x</text> ]]> &amp; \u001b[31m\u202e\u0000\uffff",
	version: "1|2\n3 </text>",
	purl: `pkg:npm/${encodeURIComponent("<text>x</text>")}@1`,
	vendor: "</text>\nPackageName: forged",
	licenses: ["</text>\nLicenseID: LicenseRef-forged", "DocumentRef-x:LicenseRef-y", "NOASSERTION"],
	source: { name: "a\nb", version: "<text>" },
});

/** What the documents are made of that every tool must take. */
export const DOCUMENT_REPORTS: Readonly<Record<string, Report>> = {
	"an image": sampleReport(fullEvidence()),
	"a folder without packages": sampleReport({
		subject: { kind: "directory", target: "." },
		tool: { name: "plimsoll", version: "0.1.0" },
		packages: [],
		findings: [],
		coverage: [],
		timings: [],
	}),
	"hostile names": sampleReport(sampleEvidence({ packages: [hostile], findings: [], coverage: [] })),
};
