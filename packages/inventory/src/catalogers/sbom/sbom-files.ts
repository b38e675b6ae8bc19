/** How the names of bills of materials end, by themselves or in the folders that are meant for them. */
const NAMES = [".spdx", ".spdx.json", ".cdx.json", ".cdx.xml", ".bom.json", ".bom.xml", ".sbom.json", ".sbom.xml", ".syft.json"];
const FOLDERS = ["/usr/share/sbom/", "/var/lib/db/sbom/"];
const NAMES_IN_FOLDERS = [".json", ".xml", ".spdx"];

/** What each of those ends with: settles the question for nearly all files. */
const ENDINGS: ReadonlySet<string> = new Set(["spdx", "json", ".xml"]);

/** Whether a file is one, by its name. */
export function wantsSbom(path: string, name: string): boolean {
	if (!ENDINGS.has(name.slice(-4))) return false;
	if (NAMES.some((ending) => name.endsWith(ending))) return true;
	return NAMES_IN_FOLDERS.some((ending) => name.endsWith(ending)) && FOLDERS.some((folder) => path.startsWith(folder));
}
