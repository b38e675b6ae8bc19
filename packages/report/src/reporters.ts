import { neutralise } from "@plimsoll/core";
import { cyclonedx, cyclonedxXml } from "./cyclonedx/index.ts";
import { ReportError } from "./errors.ts";
import { github } from "./github/index.ts";
import { json } from "./json/index.ts";
import type { Reporter } from "./reporter.ts";
import { sarif } from "./sarif/index.ts";
import { spdxJson, spdxTagValue } from "./spdx/index.ts";
import { table } from "./table/index.ts";

/** Every output format. A new family of them is a folder and a line here. */
export const reporters: readonly Reporter[] = [table, json, sarif, cyclonedx, cyclonedxXml, spdxJson, spdxTagValue, github];

/**
 * The reporter of a format's name.
 *
 * @example
 * ```ts
 * const render = await reporterOf("table").load();
 * process.stdout.write(textOf(render(report, { columns: 80, color: false })));
 * ```
 * @throws {@link ReportError} `format-unknown`
 */
export function reporterOf(format: string): Reporter {
	const reporter = reporters.find((candidate) => candidate.format === format);
	if (reporter !== undefined) return reporter;

	const known = reporters.map((candidate) => candidate.format).join(", ");
	throw new ReportError("format-unknown", `format: expected one of ${known}; found ${neutralise(format, 80)}`);
}
