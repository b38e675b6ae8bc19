import { type Digest, digestOf, type Evidence, type Finding, fingerprintOf, type Package, type Severity } from "@plimsoll/core";
import type { RenderOptions, Report } from "../reporter.ts";

/** Options of a terminal of usual width, without colours. */
export const plainOptions: RenderOptions = { columns: 80, color: false };

/** Digests of the sample's layers, bottom first. */
export const sampleLayers: readonly Digest[] = [digestOf("base"), digestOf("application")];

/** A package with usual facts, any of them replaced. */
export function samplePackage(facts: Partial<Package> & Pick<Package, "name" | "version">): Package {
	const type = facts.type ?? "npm";
	return {
		purl: `pkg:${type}/${facts.name.replace("@", "%40")}@${facts.version}`,
		type,
		ecosystem: type === "deb" ? "Debian:12" : "npm",
		licenses: [],
		locations: [{ path: `/app/node_modules/${facts.name}/package.json`, layer: sampleLayers[1] ?? digestOf("") }],
		...facts,
	};
}

/** A finding on a package with usual facts, any of them replaced. */
export function sampleFinding(pkg: Package, id: string, severity: Severity, facts: Partial<Finding> = {}): Finding {
	return {
		kind: "vulnerability",
		fingerprint: fingerprintOf("vulnerability", id, pkg.purl),
		id,
		aliases: [],
		purl: pkg.purl,
		severity,
		severitySource: { kind: "distribution", advisory: id },
		scores: [],
		advisories: [],
		...facts,
	};
}

const dpkg = {
	type: "deb",
	version: "3.0.11-1~deb12u1",
	locations: [{ path: "/var/lib/dpkg/status", layer: sampleLayers[0] ?? digestOf("") }],
};
const source = { name: "openssl", version: "3.0.11-1~deb12u1" };
const openssl = samplePackage({ ...dpkg, name: "openssl", source, licenses: ["Apache-2.0"] });
const libssl = samplePackage({ ...dpkg, name: "libssl3", source, licenses: ["Apache-2.0"] });
const lodash = samplePackage({ name: "lodash", version: "4.17.20", licenses: ["MIT"] });
const scoped = samplePackage({ name: "@acme/clean", version: "1.0.0", licenses: ["MIT OR Apache-2.0", "see LICENSE"] });

const onOpenssl = (pkg: Package): Finding[] => [
	sampleFinding(pkg, "CVE-2023-5678", "critical", { fixedVersion: "3.0.13-1~deb12u1" }),
	sampleFinding(pkg, "CVE-2024-0727", "medium", { fixedVersion: "3.0.13-1~deb12u1" }),
	sampleFinding(pkg, "CVE-2024-9143", "low"),
];

const onLodash = sampleFinding(lodash, "CVE-2021-23337", "high", {
	aliases: ["GHSA-35jh-r3h4-6jhm"],
	severitySource: { kind: "cvss", advisory: "GHSA-35jh-r3h4-6jhm", vector: "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H" },
	scores: [
		{
			version: "3.1",
			vector: "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H",
			score: 7.2,
			severity: "high",
			advisory: "GHSA-35jh-r3h4-6jhm",
		},
	],
	fixedVersion: "4.17.21",
	advisories: [
		{
			id: "GHSA-35jh-r3h4-6jhm",
			ecosystem: "npm",
			url: "https://github.com/advisories/GHSA-35jh-r3h4-6jhm",
			published: "2021-05-06T16:05:51Z",
			modified: "2024-04-17T18:39:20Z",
			fixedVersions: ["4.17.21"],
		},
	],
	summary: "Command injection in lodash's template function",
});

/** Evidence of a small image: two packages of one Debian source, two of npm, seven findings. */
export function sampleEvidence(facts: Partial<Evidence> = {}): Evidence {
	return {
		subject: {
			kind: "image",
			target: "docker-archive:app.tar",
			digest: digestOf("manifest"),
			configDigest: digestOf("config"),
			tags: ["registry.example/team/app:1.0"],
			platform: { os: "linux", architecture: "amd64" },
			layers: [
				{
					digest: sampleLayers[0] ?? digestOf(""),
					mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
					createdBy: "ADD rootfs.tar /",
				},
				{
					digest: sampleLayers[1] ?? digestOf(""),
					mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
					createdBy: "RUN /bin/sh -c npm ci --omit=dev # buildkit",
				},
			],
		},
		tool: { name: "plimsoll", version: "0.1.0" },
		database: {
			kind: "full",
			schemaVersion: 1,
			contentDigest: digestOf("db"),
			advisories: 712_345,
			modified: "2026-11-21T00:00:00Z",
			sources: [],
		},
		operatingSystem: {
			id: "debian",
			idLike: [],
			versionId: "12",
			name: "Debian GNU/Linux 12 (bookworm)",
			namespace: "debian",
			ecosystem: "Debian:12",
			path: "/usr/lib/os-release",
		},
		packages: [libssl, openssl, scoped, lodash],
		findings: [...onOpenssl(libssl), ...onOpenssl(openssl), onLodash],
		coverage: [],
		timings: [{ step: "layers", milliseconds: 12 }],
		...facts,
	};
}

/** A passing report on evidence of which everything is shown. */
export function sampleReport(evidence: Evidence = sampleEvidence(), facts: Partial<Report> = {}): Report {
	return { evidence, verdict: { outcome: "pass", policies: ["severity-gate"], reasons: [] }, shown: evidence.findings, ...facts };
}
