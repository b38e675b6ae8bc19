import { cyclonedx } from "./cyclonedx/index.ts";
import { json } from "./json/index.ts";
import type { Reporter } from "./reporter.ts";
import { sarif } from "./sarif/index.ts";
import { table } from "./table/index.ts";

/** Every output format. A new one is a folder and a line here. */
export const REPORTERS: readonly Reporter[] = [table, json, sarif, cyclonedx];

/** The reporter of a format's name; undefined when there is none. */
export function reporterOf(format: string): Reporter | undefined {
	return REPORTERS.find((reporter) => reporter.format === format);
}
