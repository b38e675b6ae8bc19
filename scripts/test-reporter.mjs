// A reporter for node:test: failures and skips in full, everything else as one closing line of counts (JSON).

/** @param {AsyncIterable<{ type: string, data: any }>} source */
// biome-ignore lint/style/noDefaultExport: node:test takes a reporter as the default export
export default async function* report(source) {
	const counts = { passed: 0, failed: 0, skipped: 0 };
	for await (const { type, data } of source) {
		const kind = kindOf(type, data);
		if (kind === undefined) continue;
		if (kind === "output") {
			yield data.message;
			continue;
		}
		counts[kind] += 1;
		if (kind === "skipped") yield `  skipped  ${data.name}: ${data.skip}\n`;
		if (kind === "failed") yield `\n  FAILED   ${data.name} (${data.file ?? "?"}:${data.line ?? 0})\n${describe(data.details?.error)}\n`;
	}
	yield `${JSON.stringify(counts)}\n`;
}

/** What an event counts as; undefined for those that are not a test of their own. */
function kindOf(type, data) {
	if (type === "test:stderr" || type === "test:stdout") return "output";
	if (type !== "test:pass" && type !== "test:fail") return undefined;
	if (data.skip !== undefined || data.todo !== undefined) return "skipped";
	if (type === "test:fail") return data.details?.error?.failureType === "subtestsFailed" ? undefined : "failed";
	return data.details?.type === "suite" ? undefined : "passed";
}

function describe(error) {
	const cause = error?.cause ?? error;
	return String(cause?.stack ?? cause).replace(/^/gm, "    ");
}
