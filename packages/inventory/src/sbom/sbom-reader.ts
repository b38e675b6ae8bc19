import type { JsonDocument } from "./json-document.ts";
import type { SbomCollector } from "./sbom-collector.ts";

/** A format of bills of materials that is JSON. */
export interface JsonSbomReader {
	/** Whether a document is in this format, by what it says of itself. */
	recognises(document: JsonDocument): boolean;
	read(document: JsonDocument, collected: SbomCollector): void;
}
