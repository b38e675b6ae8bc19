import {
	COVERAGE_CODES,
	type CoverageCode,
	type CoverageEntry,
	defaultLimits,
	digestOf,
	type Evidence,
	type Finding,
	fingerprintOf,
	type LimitName,
	type Package,
	SEVERITIES,
	severityOfScore,
} from "@plimsoll/core";
import fc from "fast-check";
import type { Report } from "../reporter.ts";

/** What hostile images, feeds and files put into names. */
const HOSTILE_TEXTS: readonly string[] = [
	"",
	" ",
	"\u001b[2J\u001b[31mred\u001b]8;;https://evil.example\u0007",
	"\u202Egnp.exe\u2066",
	"a\u0000b\rc\nd\te",
	"\u009b31m\u0085",
	"[click](javascript:alert(1)) ![x](//evil.example/x)",
	"<script>alert(1)</script><!-- | `code` {0} @team #1",
	"::set-output name=x::y%0A::error::",
	"=HYPERLINK(1)",
	"\ud800 lone",
	"漢字かな한글👩‍👩‍👧‍👦é́́",
	"__proto__",
	"../../../etc/passwd",
	"x".repeat(10_000),
	"漢".repeat(3_000),
];

const text = fc.oneof(fc.string({ unit: "binary", maxLength: 40 }), fc.string({ maxLength: 20 }), fc.constantFrom(...HOSTILE_TEXTS));
const digest = fc.constantFrom("base", "middle", "top").map((layer) => digestOf(layer));
const date = fc.oneof(
	text,
	fc.date({ noInvalidDate: true }).map((when) => when.toISOString()),
);
const severity = fc.constantFrom(...SEVERITIES);
const optional: { requiredKeys: [] } = { requiredKeys: [] };

const location = fc.record({ path: text.map((name) => `/${name}`), layer: digest }, { requiredKeys: ["path"] });

/** Purls of few names, so that some are of packages in the inventory, and circles come about. */
const relatives = fc.array(fc.constantFrom("pkg:a", "pkg:b", "pkg:c", "pkg:nowhere"), { maxLength: 3 });

const packageArbitrary: fc.Arbitrary<Package> = fc
	.tuple(
		fc.record({
			purl: fc.oneof(text, fc.constantFrom("a", "b", "c")).map((name) => `pkg:${name}`),
			type: fc.oneof(fc.constantFrom("deb", "npm"), text),
			name: text,
			version: text,
			licenses: fc.array(fc.oneof(text, fc.constantFrom("MIT", "gpl-2.0+", "MIT OR Apache-2.0", "(((((")), { maxLength: 3 }),
			locations: fc.array(location, { minLength: 1, maxLength: 3 }),
		}),
		fc.record(
			{
				ecosystem: text,
				architecture: text,
				source: fc.record({ name: text, version: text }),
				ownedBy: text,
				direct: fc.boolean(),
				development: fc.boolean(),
				vendor: text,
				dependsOn: relatives,
				containedIn: relatives,
				cpes: fc.array(fc.oneof(text, fc.constant("cpe:2.3:a:acme:clean:1.0:*:*:*:*:*:*:*")), { maxLength: 2 }),
				hashes: fc.array(
					fc.record({
						algorithm: fc.constantFrom("md5", "sha1", "sha256", "sha384", "sha512"),
						value: fc.oneof(text, fc.constant("a".repeat(40))),
					}),
					{ maxLength: 2 },
				),
			},
			optional,
		),
	)
	.map(([required, others]) => ({ ...required, ...others }));

const score = fc.record({
	version: fc.oneof(fc.constantFrom("2.0", "3.1", "4.0"), text),
	vector: text,
	score: fc.integer({ min: 0, max: 100 }).map((tenths) => tenths / 10),
	severity,
	advisory: text,
});

const advisory = fc
	.tuple(
		fc.record({ id: text, ecosystem: text, fixedVersions: fc.array(text, { maxLength: 2 }) }),
		fc.record(
			{
				url: fc.oneof(
					text,
					fc.webUrl(),
					text.map((path) => `https://x.example/${path}`),
				),
				published: date,
				modified: date,
			},
			optional,
		),
	)
	.map(([required, others]) => ({ ...required, ...others }));

function findingArbitrary(packages: readonly Package[]): fc.Arbitrary<Finding> {
	const purls = packages.map((pkg) => pkg.purl);
	return fc
		.tuple(
			fc.record({
				id: fc.oneof(fc.constantFrom("CVE-2024-1", "GHSA-aaaa-bbbb-cccc"), text),
				aliases: fc.array(text, { maxLength: 3 }),
				purl: fc.constantFrom(...purls, "pkg:npm/not-in-the-inventory@1"),
				severity,
				scores: fc.array(score, { maxLength: 2 }),
				advisories: fc.array(advisory, { maxLength: 2 }),
				sourceKind: fc.constantFrom("distribution", "cvss", "advisory", "none"),
			}),
			fc.record({ fixedVersion: text, summary: text }, optional),
		)
		.map(([{ sourceKind, ...facts }, others]) => ({
			kind: "vulnerability",
			fingerprint: fingerprintOf("vulnerability", facts.id, facts.purl),
			severitySource: { kind: sourceKind, advisory: facts.id, ...vectorOf(sourceKind, facts.scores) },
			...facts,
			scores: facts.scores.map((each) => ({ ...each, severity: severityOfScore(each.score) })),
			...others,
		}));
}

function vectorOf(kind: string, scores: readonly { readonly vector: string }[]): { vector?: string } {
	const [first] = scores;
	return kind === "cvss" && first !== undefined ? { vector: first.vector } : {};
}

const coverageArbitrary: fc.Arbitrary<CoverageEntry> = fc
	.tuple(
		fc.record({ code: fc.constantFrom(...(Object.keys(COVERAGE_CODES) as CoverageCode[])), message: text }),
		fc.record(
			{ path: text.map((path) => `/${path}`), layer: digest, limit: fc.constantFrom(...(Object.keys(defaultLimits()) as LimitName[])) },
			optional,
		),
	)
	.map(([required, others]) => ({ ...required, ...others }));

const subjectArbitrary: fc.Arbitrary<Evidence["subject"]> = fc.oneof(
	fc.record(
		{
			kind: fc.constant("sbom"),
			target: text,
			digest,
			format: text,
			describes: fc.record({ name: text, version: text, purl: text, digest }, { requiredKeys: ["name"] }),
		},
		{ requiredKeys: ["kind", "target", "digest", "format"] },
	),
	fc.record({ kind: fc.constant("directory"), target: text }),
	fc.record({
		kind: fc.constant("image"),
		target: text,
		digest,
		configDigest: digest,
		tags: fc.array(text, { maxLength: 2 }),
		platform: fc.record({ os: text, architecture: text }),
		layers: fc.array(fc.record({ digest, mediaType: text, createdBy: text }, { requiredKeys: ["digest", "mediaType"] }), { maxLength: 3 }),
	}),
);

const databaseArbitrary: fc.Arbitrary<NonNullable<Evidence["database"]>> = fc.record({
	kind: fc.constantFrom("full", "starter"),
	schemaVersion: fc.nat(9),
	contentDigest: digest,
	advisories: fc.nat(),
	modified: date,
	sources: fc.array(fc.record({ name: text, from: text, digest, advisories: fc.nat() }), { maxLength: 2 }),
});

const systemArbitrary: fc.Arbitrary<NonNullable<Evidence["operatingSystem"]>> = fc.record(
	{ id: text, idLike: fc.array(text, { maxLength: 2 }), versionId: text, name: text, namespace: text, ecosystem: text, path: text },
	{ requiredKeys: ["id", "idLike", "name", "namespace", "path"] },
);

/** Evidence of any shape that the types allow, with names as hostile as images and feeds can make them. */
export function arbitraryEvidence(): fc.Arbitrary<Evidence> {
	return fc.uniqueArray(packageArbitrary, { maxLength: 6, selector: (pkg) => pkg.purl }).chain((packages) =>
		fc
			.tuple(
				fc.record({
					subject: subjectArbitrary,
					tool: fc.record({ name: text, version: text }),
					findings: fc.array(findingArbitrary(packages), { maxLength: 8 }),
					coverage: fc.array(coverageArbitrary, { maxLength: 5 }),
				}),
				fc.record({ database: databaseArbitrary, operatingSystem: systemArbitrary }, optional),
			)
			.map(([required, others]) => ({ ...required, ...others, packages, timings: [] })),
	);
}

/** A report on arbitrary evidence, of which some findings are hidden. */
export function arbitraryReport(): fc.Arbitrary<Report> {
	const reason = fc.record({
		policy: text,
		rule: text,
		outcome: fc.constantFrom("deny", "warn", "audit"),
		message: text,
		findings: fc.array(text, { maxLength: 2 }),
	});
	const verdict = fc.record({
		outcome: fc.constantFrom("pass", "fail", "incomplete"),
		policies: fc.array(text, { maxLength: 2 }),
		reasons: fc.array(reason, { maxLength: 3 }),
	});
	return fc.tuple(arbitraryEvidence(), verdict, fc.constantFrom(...SEVERITIES, undefined)).map(([evidence, given, hidden]) => ({
		evidence,
		verdict: given,
		shown: evidence.findings.filter((finding) => finding.severity !== hidden),
	}));
}
