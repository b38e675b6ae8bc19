import { neutralise } from "@plimsoll/core";
import { jsonText } from "../json-text.ts";
import type { ElementReport, ElementResult, StandardResult } from "./check.ts";

/** The forms that a check is written in. */
export type ElementFormat = "table" | "json";

/** Characters of a foreign name that are shown. */
const NAME_CHARACTERS = 80;

/** Renders what a check found. */
export function renderElements(report: ElementReport, format: ElementFormat): string {
	return format === "json" ? jsonText({ schemaVersion: "1.0", ...report }) : tableOf(report);
}

function tableOf({ subject, packages, standards, complete }: ElementReport): string {
	const lines = [
		`${neutralise(subject, NAME_CHARACTERS)}: ${packages === 1 ? "1 package" : `${packages} packages`}`,
		...standards.flatMap(standardLines),
		"",
		complete ? "The minimum elements are there." : "The minimum elements are not all there.",
	];
	return `${lines.join("\n")}\n`;
}

function standardLines({ name, complete, elements }: StandardResult): readonly string[] {
	return ["", `${name}: ${complete ? "complete" : "incomplete"}`, ...elements.flatMap(elementLines)];
}

function elementLines({ element, of, has, total, missing }: ElementResult): readonly string[] {
	const count = of === "document" ? (has === 1 ? "yes" : "no") : `${has} of ${total}`;
	const line = `  ${has === total ? "ok     " : "missing"}  ${element.padEnd(34)}${count}`;
	if (missing.length === 0 || has === 0) return [line];

	const more = total - has - missing.length;
	const names = missing.map((purl) => neutralise(purl.replace(/\?.*/s, ""), NAME_CHARACTERS)).join(", ");
	return [line, `           without it: ${names}${more > 0 ? ` and ${more} more` : ""}`];
}
