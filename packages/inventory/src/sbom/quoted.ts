/** A foreign text as messages show it: in quotation marks, and no more of it than tells which is meant. */
export function quoted(text: string): string {
	return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
