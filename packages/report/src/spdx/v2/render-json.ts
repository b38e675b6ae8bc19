import { jsonChunks } from "../../json-text.ts";
import type { RenderOptions, Report } from "../../reporter.ts";
import { type Spdx2Document, spdx2Document } from "./document.ts";

/** Renders a report as SPDX 2 JSON. */
export function renderJson(report: Report, options: RenderOptions): Iterable<string> {
	const { extractedLicenses, relationships, ...document } = spdx2Document(report, options);
	return jsonChunks({ ...document, hasExtractedLicensingInfos: licensingInfos(extractedLicenses), relationships });
}

/** Asked for the licences only when it is written, behind the packages. */
function* licensingInfos(extractedLicenses: Spdx2Document["extractedLicenses"]): Generator<object> {
	for (const { id, name, text } of extractedLicenses()) yield { licenseId: id, extractedText: text, name };
}
