/** `KEY=value` assignments of os-release and lsb-release. */
export type Assignments = ReadonlyMap<string, string>;

/**
 * Reads a file of shell-like assignments; lines of any other shape are passed over, as every reader of it does.
 *
 * @see https://www.freedesktop.org/software/systemd/man/latest/os-release.html
 */
export function parseAssignments(text: string): Assignments {
	const assignments = new Map<string, string>();
	for (const line of text.split(/\r?\n/, 1000)) {
		const match = /^\s*(?:export\s+)?([A-Za-z][A-Za-z0-9_]*)=(.*)$/.exec(line);
		if (match?.[1] !== undefined && match[2] !== undefined) assignments.set(match[1], unquote(match[2].trim()));
	}
	return assignments;
}

function unquote(text: string): string {
	const quote = text[0];
	if (quote !== '"' && quote !== "'") return text;

	const inner = text.endsWith(quote) && text.length > 1 ? text.slice(1, -1) : text.slice(1);
	return quote === '"' ? inner.replace(/\\(.)/g, "$1") : inner;
}
