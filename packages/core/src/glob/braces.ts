/** The parts of a text around its first braces. */
interface Braces {
	readonly before: string;
	readonly options: readonly string[];
	readonly after: string;
}

/**
 * Writes out `{a,b}`: `x{a,b}` as `xa` and `xb`. Braces may be nested; one that is never closed means itself.
 *
 * @returns undefined where it comes to more than `limit` texts
 */
export function expandBraces(text: string, limit: number): readonly string[] | undefined {
	const pending = [text];
	const done: string[] = [];
	for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
		const braces = findBraces(next);
		if (braces === undefined) done.push(next);
		else for (const option of braces.options) pending.push(braces.before + option + braces.after);
		if (done.length + pending.length > limit) return undefined;
	}
	return done;
}

/** Parts a list at its commas, but for those inside braces and behind a backslash. */
export function splitAtCommas(text: string): readonly string[] {
	const parts: string[] = [];
	let depth = 0;
	let start = 0;
	for (let at = 0; at < text.length; at++) {
		if (text[at] === "\\") at++;
		else if (text[at] === "{") depth++;
		else if (text[at] === "}") depth = Math.max(0, depth - 1);
		else if (text[at] === "," && depth === 0) {
			parts.push(text.slice(start, at));
			start = at + 1;
		}
	}
	return [...parts, text.slice(start)];
}

function findBraces(text: string): Braces | undefined {
	let depth = 0;
	let open = 0;
	for (let at = 0; at < text.length; at++) {
		if (text[at] === "\\") at++;
		else if (text[at] === "{" && depth++ === 0) open = at;
		else if (text[at] === "}" && depth > 0 && --depth === 0) {
			return { before: text.slice(0, open), options: splitAtCommas(text.slice(open + 1, at)), after: text.slice(at + 1) };
		}
	}
	return undefined;
}
