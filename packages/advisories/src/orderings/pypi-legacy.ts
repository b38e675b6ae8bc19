const PARTS = /\d+|[a-z]+|-/g;
const SPELLINGS: ReadonlyMap<string, string> = new Map([
	["pre", "c"],
	["preview", "c"],
	["rc", "c"],
	["-", "final-"],
	["dev", "@"],
]);

/**
 * What setuptools before PEP 440 ordered a version by: a text that compares by its characters. Numbers are padded, words
 * marked with `*`, words that mean "before the release" spelt so that they sort before `final`.
 *
 * @see http://peak.telecommunity.com/DevCenter/setuptools#specifying-your-project-s-version
 * @param version in lower case
 */
export function legacyKey(version: string): string {
	const key: string[] = [];
	for (const part of [...(version.match(PARTS) ?? []), "final"]) {
		const spelt = SPELLINGS.get(part) ?? part;
		if (/^\d/.test(spelt)) key.push(spelt.padStart(8, "0"));
		else addWord(key, `*${spelt}`);
	}
	return key.join("");
}

function addWord(key: string[], word: string): void {
	if (word < "*final") dropTrailing(key, "*final-");
	dropTrailing(key, "00000000");
	key.push(word);
}

function dropTrailing(key: string[], part: string): void {
	while (key.at(-1) === part) key.pop();
}
