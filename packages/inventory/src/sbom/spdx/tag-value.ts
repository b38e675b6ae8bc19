import type { SbomCollector } from "../sbom-collector.ts";
import { takeDocument } from "./json.ts";
import { takePackage } from "./packages.ts";
import { takeRelationship } from "./relationships.ts";
import { type TaggedPackage, takeOfPackage } from "./tagged-package.ts";
import { readTags } from "./tags.ts";

/** Tags that begin something that an inventory has no place for. */
const IGNORED: ReadonlyMap<string, string> = new Map([
	["FileName", "files"],
	["SnippetSPDXID", "snippets"],
	["LicenseID", "licence texts"],
	["ExternalDocumentRef", "references to other documents"],
]);

/**
 * Reads SPDX 2.2 and 2.3 in the tag-value format.
 *
 * @see https://spdx.github.io/spdx-spec/v2.3/
 */
export function readTagValue(text: string, collected: SbomCollector): void {
	const reading = new TagValueReading(collected);
	for (const { name, value } of readTags(text, collected.problem)) reading.take(name, value);
	reading.end();
}

/** Puts packages and relationships together as JSON has them, so that one reader does for both. */
class TagValueReading {
	readonly #collected: SbomCollector;
	readonly #creators: string[] = [];
	readonly #packages: TaggedPackage[] = [];
	readonly #relationships: Record<string, string>[] = [];
	/** Annotations by what they are about, which may be told after it. */
	readonly #annotations: Map<string, object[]> = new Map();
	readonly #ofDocument: Map<string, (value: string) => void>;
	/** The package that tags belong to; undefined outside of packages. */
	#package: TaggedPackage | undefined;
	#created: string | undefined;
	#annotated = "";

	constructor(collected: SbomCollector) {
		this.#collected = collected;
		this.#ofDocument = new Map<string, (value: string) => void>([
			["SPDXVersion", (value) => this.#takeVersion(value)],
			["Creator", (value) => this.#creators.push(value)],
			["Created", (value) => (this.#created ??= value)],
			["PackageName", (value) => this.#begin(value)],
			["Relationship", (value) => this.#relate(value)],
			["RelationshipComment", (value) => Object.assign(this.#relationships.at(-1) ?? {}, { comment: value })],
			["SPDXREF", (value) => (this.#annotated = value)],
			["AnnotationComment", (comment) => this.#annotations.getOrInsertComputed(this.#annotated, () => []).push({ comment })],
		]);
	}

	take(name: string, value: string): void {
		const ignored = IGNORED.get(name);
		if (ignored !== undefined) {
			this.#collected.ignore(ignored);
			this.#package = undefined;
			return;
		}
		const take = this.#ofDocument.get(name);
		if (take !== undefined) take(value);
		else if (this.#package !== undefined) takeOfPackage(this.#package, name, value);
	}

	end(): void {
		const creationInfo = { created: this.#created, creators: this.#creators };
		takeDocument({ creationInfo, annotations: this.#annotations.get("SPDXRef-DOCUMENT") }, this.#collected);
		for (const relationship of this.#relationships) if (!takeRelationship(relationship, this.#collected)) break;
		for (const one of this.#packages) {
			const annotations = this.#annotations.get(one.SPDXID);
			if (!takePackage(annotations === undefined ? one : { ...one, annotations }, this.#collected)) break;
		}
	}

	#takeVersion(value: string): void {
		if (this.#collected.format === "") this.#collected.format = `SPDX ${value.replace(/^SPDX-/, "").slice(0, 16)} tag-value`;
	}

	#begin(name: string): void {
		this.#package = { SPDXID: "", name, externalRefs: [], checksums: [], attributionTexts: [] };
		// One more than there is room for, so that it is said.
		if (this.#packages.length <= this.#collected.limits.maxPackagesPerFile) this.#packages.push(this.#package);
	}

	#relate(value: string): void {
		const [spdxElementId = "", relationshipType = "", relatedSpdxElement = ""] = value.split(/\s+/, 3);
		if (this.#relationships.length > this.#collected.limits.maxValues) return;
		this.#relationships.push({ spdxElementId, relationshipType, relatedSpdxElement });
	}
}
