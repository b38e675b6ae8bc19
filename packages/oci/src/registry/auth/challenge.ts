/** One way that a server offers to prove who one is. */
export interface Challenge {
	/** In lower case: `bearer`, `basic`. */
	readonly scheme: string;
	/** By their names in lower case. Of a name given twice the first counts. */
	readonly parameters: ReadonlyMap<string, string>;
}

const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;
/** What some schemes have in place of parameters. */
const TOKEN_68 = /[A-Za-z0-9._~+/-]+=*(?=\s*(?:,|$))/y;
const SPACE = /[ \t]*/y;
const SEPARATORS = /[ \t,]*/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;

/**
 * Reads a `WWW-Authenticate` header, or several joined by commas. What does not follow the grammar ends the reading: what was
 * read so far counts.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1
 */
export function parseChallenges(header: string | undefined): readonly Challenge[] {
	const text = header ?? "";
	const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
	let at = 0;
	const take = (pattern: RegExp): RegExpExecArray | null => {
		pattern.lastIndex = at;
		const match = pattern.exec(text);
		if (match !== null) at = pattern.lastIndex;
		return match;
	};
	for (;;) {
		take(SEPARATORS);
		const name = take(TOKEN)?.[0].toLowerCase();
		if (name === undefined) return challenges;

		take(SPACE);
		if (text[at] !== "=") {
			challenges.push({ scheme: name, parameters: new Map() });
			take(TOKEN_68);
			continue;
		}
		at++;
		take(SPACE);
		const quoted = take(QUOTED);
		const value = quoted === null ? take(TOKEN)?.[0] : quoted[1]?.replace(/\\(.)/g, "$1");
		const parameters = challenges.at(-1)?.parameters;
		if (value === undefined || parameters === undefined) return challenges;
		if (!parameters.has(name)) parameters.set(name, value);
	}
}
