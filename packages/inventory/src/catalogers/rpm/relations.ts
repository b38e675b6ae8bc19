import type { SystemRelations } from "../../system-packages.ts";
import type { RpmHeader } from "./header.ts";
import { TAGS } from "./tags.ts";

/**
 * What a header says that its package gives and needs: packages, libraries, capabilities, and paths as far as somebody
 * provides them by name: files that a package only owns, and conditions (`(a if b)`), are not looked for. Features of rpm itself are nobody's, and its own configuration every package has.
 */
export function relationsOf(header: RpmHeader, packageName: string): SystemRelations {
	const own = `config(${packageName})`;
	const needs = header.texts(TAGS.requireNames).filter((name) => !name.startsWith("rpmlib(") && name !== own);
	return { provides: header.texts(TAGS.provideNames), needs };
}
