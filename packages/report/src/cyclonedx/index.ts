import { jsonText } from "../json-text.ts";
import type { Reporter } from "../reporter.ts";
import { bom } from "./bom.ts";

/** For tools that keep inventories: a CycloneDX 1.6 bill of materials with vulnerabilities. */
export const cyclonedx: Reporter = {
	format: "cyclonedx",
	description: "for inventories: CycloneDX 1.6 with vulnerabilities",
	render: (report, options) => jsonText(bom(report, options)),
};
