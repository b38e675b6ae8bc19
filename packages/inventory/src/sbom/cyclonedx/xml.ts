import type { Limits } from "@plimsoll/core";
import { fileName } from "../../file-name.ts";
import type { Problem } from "../../formats/problem.ts";
import { readXml, type XmlVisitor } from "../../formats/xml.ts";
import { readAttributes } from "../../formats/xml-attributes.ts";
import type { SbomCollector } from "../sbom-collector.ts";
import { takeComponent } from "./components.ts";
import { takeComposition, takeDependency } from "./dependencies.ts";
import { IGNORED } from "./ignored.ts";
import { takeMetadata } from "./metadata.ts";
import { XmlValues } from "./xml-values.ts";

/** The parts of a document that are read, each as a whole. */
const PARTS: ReadonlyMap<string, (value: unknown, collected: SbomCollector) => unknown> = new Map([
	["bom/metadata", takeMetadata],
	["bom/components/component", (value, collected) => takeComponent(value, collected)],
	["bom/dependencies/dependency", takeDependency],
	["bom/compositions/composition", takeComposition],
] as const);

const NAMESPACE = /^http:\/\/cyclonedx\.org\/schema\/bom\/([\d.]{1,15})$/;

/**
 * Reads CycloneDX as XML. What was read until a problem has been collected.
 *
 * @returns why the rest was not read
 * @see https://cyclonedx.org/docs/1.6/xml/
 */
export function readCycloneDxXml(bytes: Uint8Array, collected: SbomCollector): Problem | undefined {
	// Only one part is in memory at a time, and each has its own limit.
	const limits: Limits = { ...collected.limits, maxValues: Number.MAX_SAFE_INTEGER };
	const reading = new BomReading(collected);
	return readXml(bytes, limits, reading) ?? reading.problem;
}

class BomReading implements XmlVisitor {
	problem: Problem | undefined;
	readonly #collected: SbomCollector;
	readonly #values: XmlValues;

	constructor(collected: SbomCollector) {
		this.#collected = collected;
		this.#values = new XmlValues(collected.limits);
	}

	open(path: string, tag: string): void {
		if (path === "bom") this.#takeVersion(tag);
		if (!this.#values.isOpen) this.#countIgnored(path);
		if (this.#collected.format === "" || this.problem !== undefined) return;
		if (this.#values.isOpen || PARTS.has(path)) this.problem = this.#values.begin(fileName(path), tag);
	}

	close(path: string, text: string): void {
		if (!this.#values.isOpen || this.problem !== undefined) return;
		const part = this.#values.end(text);
		if (!this.#values.isOpen) PARTS.get(path)?.(part, this.#collected);
	}

	/** The namespace of the root is what tells CycloneDX from any other XML. */
	#takeVersion(tag: string): void {
		for (const value of readAttributes(tag).values()) {
			const version = NAMESPACE.exec(value)?.[1];
			if (version !== undefined) this.#collected.format = `CycloneDX ${version} XML`;
		}
	}

	#countIgnored(path: string): void {
		const [bom, part, element, ...deeper] = path.split("/", 4);
		if (bom !== "bom" || element === undefined || deeper.length > 0) return;
		const what = IGNORED.find(([name]) => name === part)?.[1];
		if (what !== undefined) this.#collected.ignore(what);
	}
}
