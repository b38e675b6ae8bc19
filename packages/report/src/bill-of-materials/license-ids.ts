import deprecatedIds from "spdx-license-ids/deprecated.json" with { type: "json" };
import currentIds from "spdx-license-ids/index.json" with { type: "json" };

const SPDX_IDS: ReadonlyMap<string, string> = new Map([...deprecatedIds, ...currentIds].map((id) => [id.toLowerCase(), id]));

/** GNU licences as distributions write them: `GPL-2+` (Debian), `LGPLv2.1` (Fedora), `GPL-3.0+` (SPDX until version 2). */
const GNU = /^(A?GPL|LGPL|GFDL)(?:-|v)(\d)(?:\.(\d))?(\+?)$/i;

/**
 * The id on SPDX's list that a licence text stands for: the id itself in any case, or a name that distributions give to exactly
 * one licence.
 *
 * @see https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/#license-short-name
 */
export function spdxIdOf(text: string): string | undefined {
	const name = text.toLowerCase();
	return gnuId(text) ?? SPDX_IDS.get(name === "expat" ? "mit" : name);
}

function gnuId(text: string): string | undefined {
	const [, family, major, minor = "0", later] = GNU.exec(text) ?? [];
	if (family === undefined) return undefined;
	return SPDX_IDS.get(`${family}-${major}.${minor}-${later === "+" ? "or-later" : "only"}`.toLowerCase());
}
