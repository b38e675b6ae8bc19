import { jsonText } from "../json-text.ts";
import type { Reporter } from "../reporter.ts";
import { sarifLog } from "./log.ts";

/** For code scanning: SARIF 2.1.0 within the limits that GitHub sets. */
export const sarif: Reporter = {
	format: "sarif",
	description: "for code scanning: SARIF 2.1.0",
	render: (report, options) => jsonText(sarifLog(report, options)),
};
