import type { CoverageSink, Limits } from "@plimsoll/core";
import { InventoryError } from "../errors.ts";
import { JsonParts } from "../formats/json-parts.ts";
import type { Problem } from "../formats/problem.ts";
import { decodeText } from "../text/decode.ts";
import { unwrapAttestation } from "./attestation.ts";
import { cycloneDxJson } from "./cyclonedx/json.ts";
import { readCycloneDxXml } from "./cyclonedx/xml.ts";
import { JsonDocument } from "./json-document.ts";
import { packagesOf } from "./packages.ts";
import { SbomCollector } from "./sbom-collector.ts";
import type { SbomDocument } from "./sbom-document.ts";
import type { JsonSbomReader } from "./sbom-reader.ts";
import { spdxGraph } from "./spdx/graph.ts";
import { spdxJson } from "./spdx/json.ts";
import { readTagValue } from "./spdx/tag-value.ts";
import { syftJson } from "./syft/json.ts";

/** How a bill of materials is read. */
export interface ReadSbomOptions {
	readonly limits: Limits;
	/** Takes what could not be read, or not fully. */
	readonly report: CoverageSink;
	/**
	 * Whether what the document describes is one of its packages, as of one that lies in an image beside what it describes; else it
	 * is only where the document names nothing else.
	 */
	readonly keepsSubject?: boolean;
	/** What messages call it: the file's name. */
	readonly name?: string;
}

/** What can be read, for messages. */
export const SBOM_FORMATS = "CycloneDX 1.2 to 1.7 as JSON or XML, SPDX 2.2 or 2.3 as JSON or tag-value, SPDX 3.0 as JSON, or Syft's JSON";

/** Where a document begins to say what it is. */
const HEAD_BYTES = 64 * 1024;

const JSON_READERS: readonly JsonSbomReader[] = [cycloneDxJson, spdxJson, spdxGraph, syftJson];

/**
 * Reads a bill of materials, told apart by its content; also one in an in-toto statement or its envelope. Damage to a part of
 * it costs that part and is reported.
 *
 * @example
 * const { packages } = readSbom(await readFile("app.cdx.json"), { limits: defaultLimits(), report: (entry) => entries.push(entry) });
 * @throws {@link InventoryError} `sbom-unknown`, `sbom-malformed`, `sbom-limit` where nothing can be read at all
 */
export function readSbom(
	bytes: Uint8Array,
	{ limits, report, keepsSubject = false, name = "the document" }: ReadSbomOptions,
): SbomDocument {
	if (bytes.length > limits.maxSbomBytes) {
		const message = `${name} has ${bytes.length} bytes, more than the limit of ${limits.maxSbomBytes} (maxSbomBytes)`;
		throw new InventoryError("sbom-limit", message, { limit: "maxSbomBytes" });
	}
	const collected = new SbomCollector(limits, report);
	const problem = collect(bytes, collected);
	if (collected.format === "") throw refusal(name, problem);
	if (problem !== undefined) report(problem);
	for (const entry of collected.coverage) report(entry);

	const { format, describes, subject, created, creators, ignored } = collected;
	const { packages, operatingSystem } = packagesOf(collected, keepsSubject);
	return {
		format,
		...(describes === undefined ? {} : { describes }),
		...(subject === undefined ? {} : { subject }),
		...(operatingSystem === undefined ? {} : { operatingSystem }),
		packages,
		...(created === undefined ? {} : { created }),
		creators,
		ignored: [...ignored].map(([what, count]) => ({ what, count })).sort((a, b) => (a.what < b.what ? -1 : 1)),
	};
}

/** Answers with why not all of it could be read. */
function collect(bytes: Uint8Array, collected: SbomCollector): Problem | undefined {
	const start = decodeText(bytes.subarray(0, HEAD_BYTES)).trimStart();
	if (start.startsWith("{")) return collectJson(bytes, collected);
	if (start.startsWith("<")) return readCycloneDxXml(bytes, collected);
	if (/^SPDXVersion:/m.test(start)) readTagValue(decodeText(bytes), collected);
	return undefined;
}

function collectJson(bytes: Uint8Array, collected: SbomCollector): Problem | undefined {
	let early: Problem | undefined;
	const problem = (found: Problem): void => {
		if (collected.format === "") early ??= found;
		else collected.problem(found);
	};
	const open = (json: Uint8Array): JsonDocument => {
		const parts = new JsonParts(json, collected.limits, problem);
		return new JsonDocument(parts, parts.whole, problem);
	};
	const document = unwrapAttestation(open(bytes), open);
	JSON_READERS.find((reader) => reader.recognises(document))?.read(document, collected);
	return early;
}

function refusal(name: string, problem: Problem | undefined): InventoryError {
	const found = problem === undefined ? "found something else" : problem.message;
	const code = problem === undefined ? "sbom-unknown" : problem.limit === undefined ? "sbom-malformed" : "sbom-limit";
	const limit = problem?.limit === undefined ? {} : { limit: problem.limit };
	return new InventoryError(code, `${name}: expected a bill of materials (${SBOM_FORMATS}); ${found}`, limit);
}
