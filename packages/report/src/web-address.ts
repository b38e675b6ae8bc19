const MAX_CHARACTERS = 2048;

/**
 * A foreign address, when it is one that a reader may be sent to: `http` or `https`, of a sane length, without credentials
 * and without characters that break out of a link. Else undefined.
 */
export function webAddress(text: string | undefined): string | undefined {
	if (text === undefined || text.length > MAX_CHARACTERS || !/^https?:\/\//i.test(text)) return undefined;

	const url = URL.parse(text);
	if (url === null || url.username !== "" || url.password !== "") return undefined;
	return url.href.replace(/[\\()<>[\]`|"'{}^]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
