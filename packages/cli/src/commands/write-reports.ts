import { sourceDate, type Verdict } from "@plimsoll/core";
import { joinVerdicts } from "@plimsoll/policy";
import { partOf, type RenderOptions, type Report, reporterOf, type WorkflowRun } from "@plimsoll/report";
import { type Output, write } from "../output.ts";
import { writeSet } from "../write-set.ts";

/**
 * Renders what was found out in every form that was asked for, and writes each to its place.
 *
 * @param asSet whether the reports are of the platforms of one target; otherwise there is one
 * @returns the verdict on all of them
 */
export async function writeReports(reports: readonly Report[], outputs: readonly Output[], asSet: boolean): Promise<Verdict> {
	const [only] = reports as readonly [Report, ...Report[]];
	const verdict = asSet ? joinVerdicts(reports.map((report) => ({ part: partOf(report), verdict: report.verdict }))) : only.verdict;
	for (const output of outputs) {
		const rendering = renderingOf(output);
		if (asSet) await writeSet({ reports, verdict }, output, rendering);
		else await write(output, (await reporterOf(output.format).load())(only, rendering));
	}
	return verdict;
}

/** How an output is rendered, with what the environment tells. */
function renderingOf({ version, columns, color }: Output): RenderOptions {
	const date = sourceDate(process.env);
	return {
		columns,
		color,
		...(version === undefined ? {} : { version }),
		...(date === undefined ? {} : { sourceDate: date }),
		workflow: workflowRun(process.env),
	};
}

/**
 * The run of a workflow, as GitHub Actions tells its steps.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 */
function workflowRun(environment: Readonly<Record<string, string | undefined>>): WorkflowRun {
	const { GITHUB_SHA: sha, GITHUB_REF: ref, GITHUB_RUN_ID: id, GITHUB_WORKFLOW: workflow, GITHUB_JOB: job } = environment;
	return {
		...(sha ? { sha } : {}),
		...(ref ? { ref } : {}),
		...(id ? { id } : {}),
		...(workflow && job ? { correlator: `${workflow} ${job}` } : {}),
	};
}
