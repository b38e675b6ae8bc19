import { COVERAGE_CODES, type CoverageCode, type CoverageEntry, isLost } from "@plimsoll/core";
import { databaseNote } from "../database-note.ts";
import type { Report } from "../reporter.ts";
import { plainText } from "./escape.ts";
import type { Level } from "./levels.ts";
import { fileLocation } from "./results.ts";

/** A `notification` (SARIF 2.1.0, 3.58). */
export interface Notification {
	readonly descriptor: { readonly id: string };
	readonly level: Level;
	readonly message: { readonly text: string };
	readonly locations?: readonly ReturnType<typeof fileLocation>[];
	readonly properties?: Readonly<Record<string, string>>;
}

/** Describes a kind of notification. */
export interface NotificationDescriptor {
	readonly id: string;
	readonly shortDescription: { readonly text: string };
	readonly fullDescription: { readonly text: string };
	readonly help: { readonly text: string };
}

/** Coverage entries told one by one. */
const MAX_ENTRIES = 500;

/** What readers of the results have to know: lost content, information, which database was used, what was cut. */
export function notificationsOf(report: Report, cut: number): Notification[] {
	const { coverage, database } = report.evidence;
	const ordered = [...coverage.filter(isLost), ...coverage.filter((entry) => !isLost(entry))];
	const notifications = ordered.slice(0, MAX_ENTRIES).map(fromCoverage);

	const note = databaseNote(database);
	if (note !== undefined) notifications.unshift(said("database", "warning", note));
	if (cut > 0) notifications.unshift(said("results-cut", "warning", `${cut} more results were left out: code scanning takes no more.`));
	const untold = ordered.length - MAX_ENTRIES;
	if (untold > 0) notifications.push(said("coverage-cut", "warning", `${untold} more parts were not, or not fully, looked at.`));
	return notifications;
}

/** Describes the notifications that there are. */
export function describeNotifications(notifications: readonly Notification[]): NotificationDescriptor[] {
	const ids = [...new Set(notifications.map(({ descriptor }) => descriptor.id))].sort();
	return ids.map((id) => {
		const text = MEANINGS[id] ?? COVERAGE_CODES[id as CoverageCode].meaning;
		return { id, shortDescription: { text }, fullDescription: { text }, help: { text } };
	});
}

const MEANINGS: Readonly<Record<string, string>> = {
	database: "Which advisory database was used.",
	"results-cut": "There are more results than code scanning accepts.",
	"coverage-cut": "There are more coverage entries than are worth listing.",
};

function said(id: string, level: Level, text: string): Notification {
	return { descriptor: { id }, level, message: { text } };
}

function fromCoverage(entry: CoverageEntry): Notification {
	return {
		descriptor: { id: entry.code },
		level: isLost(entry) ? "error" : "note",
		message: { text: plainText(entry.message) },
		...(entry.path === undefined ? {} : { locations: [fileLocation(entry.path)] }),
		...(entry.layer === undefined && entry.limit === undefined ? {} : { properties: whereOf(entry) }),
	};
}

function whereOf({ layer, limit }: CoverageEntry): Readonly<Record<string, string>> {
	return { ...(layer === undefined ? {} : { layer }), ...(limit === undefined ? {} : { limit }) };
}
