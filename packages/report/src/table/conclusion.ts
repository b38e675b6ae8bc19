import type { Verdict } from "@plimsoll/core";
import { FULL_DATABASE_COMMANDS, STARTER_NOTE } from "../database-note.ts";
import { firstStepOf } from "../first-step.ts";
import type { Report } from "../reporter.ts";
import { countSeverities } from "../severity-counts.ts";
import { summarise } from "../summary.ts";
import { grouped, paintCounts, quantity } from "./counts.ts";
import { shownName, shownText } from "./foreign.ts";
import { widthOf, wrap, wrapIndented } from "./layout.ts";
import { type Painter, painter } from "./paint.ts";

const plain = painter(false);

/** What to do first; empty where no finding is shown. */
export function firstStepLines(report: Report, columns: number, paint: Painter): string[] {
	if (report.shown.length === 0) return [];

	const step = firstStepOf(report);
	if (step === undefined) return wrap("What to do first: nothing shown has a known fix; look for another base image or package.", columns);
	const { critical, high } = step.severities;
	const worst = [critical > 0 ? `${grouped(critical)} critical` : "", high > 0 ? `${grouped(high)} high` : ""].filter(
		(text) => text !== "",
	);
	const removes = [quantity(step.removes, "finding"), ...worst].join(", ");
	const advice = `Upgrade ${shownName(step.name)} to ${shownName(step.toVersion)}: removes ${removes}.`;
	return wrap(`What to do first: ${advice}`, columns).map((line) => paint("title", line));
}

/** The counts of all findings, or what it means that there are none. */
export function countLines(report: Report, columns: number, paint: Painter): string[] {
	const summary = summarise(report);
	if (summary.findings === 0) return wrap(meaningOfNone(report, summary.lost), columns);

	const start = `${quantity(summary.findings, "finding")} in ${quantity(summary.affectedPackages, "package")}: `;
	const fixable = `; ${grouped(summary.fixable)} with a fix.`;
	const hidden = summary.hidden === 0 ? "" : ` ${grouped(summary.hidden)} hidden by filters.`;
	const counts = countSeverities(report.evidence.findings);
	const text = (paintIt: Painter): string => start + paintCounts(counts, paintIt) + fixable + hidden;
	return widthOf(text(plain)) <= columns ? [text(paint)] : wrap(text(plain), columns);
}

/** That nothing was found is good news only where everything was looked at and enough is known. */
function meaningOfNone({ evidence }: Report, lost: number): string {
	if (evidence.database === undefined)
		return "Nothing was matched, as no advisory database was used: this says nothing about vulnerabilities.";
	if (evidence.packages.length === 0)
		return "No packages were found, so there was nothing to match: this says nothing about vulnerabilities.";
	if (lost > 0) return "No vulnerabilities found in what could be read. The rest is unknown.";
	const unmatched = evidence.coverage.some(({ code }) => code === "advisories-missing" || code === "operating-system-unknown");
	if (unmatched) return "No vulnerabilities found in the packages that the database knows advisories for. The others are unknown.";
	if (evidence.database.kind === "starter") return "No vulnerabilities found among the few advisories of the starter database.";
	return "No vulnerabilities found.";
}

/** Says that only the starter database was used and how to have the full one; empty where that is not so. */
export function databaseLines(report: Report, columns: number, paint: Painter): string[] {
	if (report.evidence.database?.kind !== "starter") return [];
	const commands = FULL_DATABASE_COMMANDS.flatMap((command) => wrapIndented(command, columns, 2));
	return [...wrap(`${STARTER_NOTE} For the full one:`, columns).map((line) => paint("warning", line)), ...commands];
}

const VERDICT_TONES = { pass: "good", incomplete: "warning", fail: "bad" } as const;

/** `Gate: fail: 3 findings are high or worse: 1 critical, 2 high (--fail-on high)`, one line for each reason. */
export function verdictLines(verdict: Verdict, columns: number, paint: Painter): string[] {
	const [first, ...others] = verdict.reasons.map((reason) => shownText(`${reason.message} (${reason.rule})`));
	const outcome = `Gate: ${verdict.outcome}`;
	const [head = "", ...rest] = wrap(first === undefined ? outcome : `${outcome}: ${first}`, columns);
	const painted = paint(VERDICT_TONES[verdict.outcome], head.slice(0, outcome.length)) + head.slice(outcome.length);
	return [painted, ...rest, ...others.flatMap((reason) => wrapIndented(reason, columns, 2))];
}
