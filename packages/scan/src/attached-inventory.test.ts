import assert from "node:assert/strict";
import { test } from "node:test";
import { type CoverageEntry, type Digest, defaultLimits, digestOf } from "@plimsoll/core";
import type { Referrer, ReferrerSource } from "@plimsoll/oci";
import { sbomFromReferrers } from "./attached-inventory.ts";

const IMAGE = digestOf("image");
const BOM = { bomFormat: "CycloneDX", specVersion: "1.6", components: [{ type: "library", name: "a", version: "1", purl: "pkg:npm/a@1" }] };
const IN_TOTO = "application/vnd.in-toto+json";

/** What is attached: a layer, its media type, and what is different from what should be. */
interface Attached {
	readonly content: object | string;
	readonly mediaType: string;
	readonly artifactType?: string;
	readonly annotations?: Readonly<Record<string, string>>;
	readonly about?: Digest;
	readonly delivers?: string;
}

/** A repository in memory. */
class MemoryRepository implements ReferrerSource {
	readonly name = "registry.example/app";
	readonly asked: string[] = [];
	readonly #contents: Map<Digest, Buffer> = new Map();
	readonly #referrers: Referrer[] = [];

	attach({ content, mediaType, artifactType, annotations = {}, about = IMAGE, delivers }: Attached): this {
		const text = typeof content === "string" ? content : JSON.stringify(content);
		const layer = { mediaType, digest: digestOf(text), size: Buffer.byteLength(text) };
		const manifest = JSON.stringify({ schemaVersion: 2, subject: { digest: about }, layers: [layer] });
		this.#contents.set(layer.digest, Buffer.from(delivers ?? text));
		this.#contents.set(digestOf(manifest), Buffer.from(manifest));
		const referrer = { mediaType: "application/vnd.oci.image.manifest.v1+json", digest: digestOf(manifest), size: manifest.length };
		this.#referrers.push({
			...referrer,
			...(artifactType === undefined ? {} : { artifactType }),
			annotations: new Map(Object.entries(annotations)),
		});
		return this;
	}

	async referrers(digest: Digest): Promise<readonly Referrer[]> {
		return digest === IMAGE ? this.#referrers : [];
	}

	async manifest({ digest }: { readonly digest: Digest }): Promise<Uint8Array> {
		this.asked.push("manifest");
		return this.#contents.get(digest) ?? Buffer.from("");
	}

	async *blob({ digest }: { readonly digest: Digest }): AsyncGenerator<Uint8Array> {
		this.asked.push("blob");
		yield this.#contents.get(digest) ?? Buffer.from("");
	}
}

async function outcomeOf(
	source: ReferrerSource,
	limits = {},
): Promise<{ names: string[] | undefined; coverage: CoverageEntry[]; format?: string }> {
	const coverage: CoverageEntry[] = [];
	const found = await sbomFromReferrers(
		source,
		{ digest: IMAGE },
		{ limits: { ...defaultLimits(), ...limits }, report: (entry) => coverage.push(entry) },
	);
	return { names: found?.packages.map(({ name }) => name), coverage, ...(found === undefined ? {} : { format: found.subject.format }) };
}

test("an attached bill of materials is the inventory, and said to be unverified", async () => {
	const source = new MemoryRepository().attach({
		content: BOM,
		mediaType: "application/vnd.cyclonedx+json",
		artifactType: "application/vnd.cyclonedx+json",
	});

	const { names, coverage, format } = await outcomeOf(source);

	assert.deepEqual([names, format, coverage.map(({ code }) => code)], [["a"], "CycloneDX 1.6 JSON", ["sbom-unverified"]]);
	assert.match(coverage[0]?.message ?? "", /^registry\.example\/app@sha256:/);
});

test("an attestation of one, by what it says it is about", async () => {
	const statement = { _type: "https://in-toto.io/Statement/v1", predicateType: "https://cyclonedx.org/bom", predicate: BOM };
	const provenance = { ...statement, predicateType: "https://slsa.dev/provenance/v1", predicate: {} };
	const source = new MemoryRepository()
		.attach({
			content: provenance,
			mediaType: IN_TOTO,
			artifactType: IN_TOTO,
			annotations: { "in-toto.io/predicate-type": "https://slsa.dev/provenance/v1" },
		})
		.attach({ content: statement, mediaType: IN_TOTO, artifactType: IN_TOTO });

	const { names } = await outcomeOf(source);

	assert.deepEqual([names, source.asked], [["a"], ["manifest", "blob"]]);
});

test("what is attached and no bill of materials is passed over, where its type tells even unfetched", async () => {
	const source = new MemoryRepository()
		.attach({
			content: "signature",
			mediaType: "application/vnd.dev.cosign.simplesigning.v1+json",
			artifactType: "application/vnd.dev.cosign.artifact.sig.v1+json",
		})
		.attach({ content: { predicateType: "x", predicate: {} }, mediaType: IN_TOTO })
		.attach({ content: BOM, mediaType: "text/plain" });

	const { names, coverage } = await outcomeOf(source);

	assert.deepEqual([names, source.asked], [undefined, ["manifest", "blob", "manifest"]]);
	assert.deepEqual(
		coverage.map(({ code }) => code),
		["reference-ignored"],
	);
});

for (const [what, attached, message] of [
	["is about another image", { about: digestOf("other") }, /is about sha256:.* where sha256:/],
	["is not what its digest says", { delivers: JSON.stringify({ ...BOM, version: 2 }) }, /has the digest/],
] as const) {
	test(`a bill of materials that ${what} is not used`, async () => {
		const source = new MemoryRepository().attach({ content: BOM, mediaType: "application/vnd.cyclonedx+json", ...attached });

		const { names, coverage } = await outcomeOf(source);

		assert.deepEqual([names, coverage.map(({ code }) => code)], [undefined, ["reference-ignored"]]);
		assert.match(coverage[0]?.message ?? "", message);
	});
}

test("a bill of materials that is too large is not fetched", async () => {
	const source = new MemoryRepository().attach({ content: BOM, mediaType: "application/vnd.cyclonedx+json" });

	const { names, coverage } = await outcomeOf(source, { maxSbomBytes: 10 });

	assert.deepEqual([names, source.asked, coverage.map(({ code }) => code)], [undefined, ["manifest"], ["reference-ignored"]]);
});
