import type { FileEntry } from "@plimsoll/oci";
import type { CatalogContext, FoundPackage } from "../../cataloger.ts";
import { problemEntry } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import { isPresent, packageOf } from "./installed-package.ts";
import { CopyrightFiles } from "./licenses.ts";
import { fileLists, ownListedFiles, ownSummedFiles } from "./owned-files.ts";
import { readStanzas } from "./stanzas.ts";

const SUMS = ".md5sums";

/** Finds installed Debian packages, and what files they own. */
export function catalogDpkg(context: CatalogContext): void {
	const { tree } = context;
	const copyrights = new CopyrightFiles(tree);
	const status = tree.stat("/var/lib/dpkg/status");
	if (status?.kind === "file") {
		const lists = fileLists(tree);
		readPackages(context, status, copyrights, (found) => {
			const list = lists.size === 0 ? undefined : (lists.get(`${found.name}:${found.architecture}`) ?? lists.get(found.name));
			if (list !== undefined) ownListedFiles(context, list, found.purl);
			// Written when the package is installed or upgraded, and then only.
			return list?.path;
		});
	}

	for (const listed of tree.list("/var/lib/dpkg/status.d")) {
		const entry = tree.stat(listed.path);
		if (entry?.kind !== "file" || listed.path.endsWith(SUMS)) continue;

		const sums = tree.stat(`${listed.path}${SUMS}`);
		readPackages(context, entry, copyrights, (found) => {
			if (sums?.kind === "file") ownSummedFiles(context, sums, found.purl);
			return undefined;
		});
	}
}

/** @param own says what files a package owns, and gives the one whose layer brought it, if there is one */
function readPackages(
	context: CatalogContext,
	entry: FileEntry,
	copyrights: CopyrightFiles,
	own: (found: Omit<FoundPackage, "path" | "licenses">) => string | undefined,
): void {
	const bytes = context.tree.content(entry);
	if (bytes === undefined) return;

	const { path } = entry;
	readStanzas(decodeText(bytes), context.limits, {
		stanza: (stanza) => {
			if (!isPresent(stanza)) return;
			const found = packageOf(stanza, context.operatingSystem);
			if (typeof found === "string") {
				context.report(problemEntry(path, { code: "file-malformed", message: `stanza at line ${stanza.line}: ${found}` }));
				return;
			}
			context.add({ ...found, licenses: copyrights.licensesOf(found.name), path, broughtBy: own(found) });
		},
		problem: (problem) => context.report(problemEntry(path, problem)),
	});
}
