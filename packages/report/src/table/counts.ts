import { SEVERITIES } from "@plimsoll/core";
import type { SeverityCounts } from "../severity-counts.ts";
import type { Painter } from "./paint.ts";

/** `1,234`. Written out, since to ask `Intl` costs a short scan a tenth of its time. */
export function grouped(count: number): string {
	return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** `1 finding`, `2 findings`. */
export function quantity(count: number, singular: string, plural: string = `${singular}s`): string {
	return `${grouped(count)} ${count === 1 ? singular : plural}`;
}

/** `2 critical, 12 high`: the severities that there are, each in its tone. */
export function paintCounts(counts: SeverityCounts, paint: Painter): string {
	return SEVERITIES.filter((severity) => counts[severity] > 0)
		.map((severity) => paint(severity, `${grouped(counts[severity])} ${severity}`))
		.join(", ");
}
