import type { SystemRelations } from "../../system-packages.ts";
import type { Stanza } from "./stanzas.ts";

/** What a stanza says that its package gives and needs. Of alternatives any may be the one that is installed. */
export function relationsOf(stanza: Stanza): SystemRelations {
	return { provides: namesIn(stanza.provides), needs: namesIn(stanza["pre-depends"], stanza.depends) };
}

/**
 * The names in relationship fields: `a (>= 1), b:any | c [amd64]`.
 *
 * @see https://www.debian.org/doc/debian-policy/ch-relationships.html
 */
function* namesIn(...fields: readonly (string | undefined)[]): Generator<string> {
	for (const field of fields) {
		let start = 0;
		for (let at = 0; field !== undefined && at <= field.length; at++) {
			if (at < field.length && field[at] !== "," && field[at] !== "|") continue;
			yield nameOf(field.slice(start, at).trim());
			start = at + 1;
		}
	}
}

/** Without its version, architecture and build profile. */
function nameOf(relation: string): string {
	const end = relation.search(/[\s(:[<]/);
	return end === -1 ? relation : relation.slice(0, end);
}
