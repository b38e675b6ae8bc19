import type { SystemRelations } from "../../system-packages.ts";
import type { ApkRecord } from "./records.ts";

/** What a record says that its package gives and needs: packages, libraries (`so:`), commands (`cmd:`), modules (`pc:`), paths. */
export function relationsOf({ provides, depends }: ApkRecord): SystemRelations {
	return { provides: namesIn(provides), needs: namesIn(depends) };
}

/** The names in `a so:libb.so.1=1.2 c>=3 !d`: what must not be there is left out. */
function* namesIn(list: string | undefined): Generator<string> {
	for (const [text] of list?.matchAll(/\S+/g) ?? []) {
		if (text.startsWith("!")) continue;
		const end = text.search(/[=<>~]/);
		yield end === -1 ? text : text.slice(0, end);
	}
}
