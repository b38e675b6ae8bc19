import { jsonChunks } from "../../json-text.ts";
import type { RenderOptions, Report } from "../../reporter.ts";
import { bom } from "../bom.ts";

/** Renders a report in this format. */
export function render(report: Report, options: RenderOptions): Iterable<string> {
	const { specVersion, ...content } = bom(report, options);
	return jsonChunks({
		$schema: `http://cyclonedx.org/schema/bom-${specVersion}.schema.json`,
		bomFormat: "CycloneDX",
		specVersion,
		...content,
	});
}
