import type { Digest, Finding } from "@plimsoll/core";
import type { LayerOrigin } from "../layer-origin.ts";
import { paintCounts } from "./counts.ts";
import { findingRows, type RowColumns } from "./finding-rows.ts";
import { shownName, shownText } from "./foreign.ts";
import type { Group } from "./groups.ts";
import { fit, widthOf, wrap, wrapIndented } from "./layout.ts";
import { type Painter, painter } from "./paint.ts";

/** What a section needs besides its group. */
export interface SectionContext {
	readonly columns: number;
	readonly paint: Painter;
	readonly rows: RowColumns;
	/** Which part a finding is of, where several were examined and not all have it. */
	readonly parts: ReadonlyMap<Finding, string>;
	readonly origins: ReadonlyMap<Digest, LayerOrigin>;
}

/** Names of packages in one title; more are counted. */
const MAX_NAMES = 4;

const plain = painter(false);

/** One package, or several of one source: title, where it is from, its findings. */
export function packageSection(group: Group, context: SectionContext): string[] {
	const { columns, paint, rows } = context;
	const lines = title(group, context);
	for (const line of placeLines(group, context)) lines.push(paint("quiet", line));
	for (const finding of group.findings) lines.push(...findingRows({ finding, part: context.parts.get(finding) }, rows, columns, paint));
	return lines;
}

/** `openssl, libssl3 3.0.11 ───── 2 critical, 12 high`; the counts on their own line where they do not fit. */
function title(group: Group, { columns, paint }: SectionContext): string[] {
	const names = group.packages.slice(0, MAX_NAMES).map((pkg) => shownName(pkg.name));
	const more = group.packages.length > MAX_NAMES ? ` and ${group.packages.length - MAX_NAMES} more` : "";
	const left = `${names.join(", ")}${more} ${shownName(group.packages[0]?.version ?? "")}`.trimEnd();
	const each = group.packages.length > 1 ? " each" : "";
	const right = `${paintCounts(group.counts, plain)}${each}`;

	const gap = columns - widthOf(left) - widthOf(right) - 2;
	const painted = `${paintCounts(group.counts, paint)}${each}`;
	if (gap >= 3) return [`${paint("title", left)} ${paint("quiet", "─".repeat(gap))} ${painted}`];
	const counts = widthOf(right) + 2 <= columns ? [`  ${painted}`] : wrapIndented(right, columns, 2);
	return [...wrap(left, columns).map((line) => paint("title", line)), ...counts];
}

function placeLines({ packages }: Group, { columns, origins }: SectionContext): string[] {
	const [pkg] = packages;
	if (pkg === undefined) return [];

	const lines: string[] = [];
	const [place] = pkg.locations;
	const built = packages.find(({ name, source }) => source !== undefined && source.name !== name);
	const others = pkg.locations.length - 1;
	const facts = [
		built?.source === undefined ? "" : `source ${shownName(built.source.name)} ${shownName(built.source.version)}`,
		place === undefined ? "" : shownText(place.path) + (others > 0 ? ` and ${others} more` : ""),
		pkg.development === true ? "development only" : "",
	].filter((fact) => fact !== "");
	if (facts.length > 0) lines.push(...wrapIndented([shownName(pkg.type), ...facts].join(" · "), columns, 2));

	const origin = place?.layer === undefined ? undefined : origins.get(place.layer);
	if (origin !== undefined) {
		const instruction = origin.instruction === undefined ? "" : `: ${shownText(origin.instruction)}`;
		lines.push(fit(`  layer ${origin.number} of ${origin.of}${instruction}`, columns));
	}
	return lines;
}
