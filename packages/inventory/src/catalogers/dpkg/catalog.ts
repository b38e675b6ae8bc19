import type { FileEntry } from "@plimsoll/oci";
import type { CatalogContext, FoundPackage } from "../../cataloger.ts";
import { problemEntry } from "../../formats/problem.ts";
import { SystemPackages } from "../../system-packages.ts";
import { decodeText } from "../../text/decode.ts";
import { isPresent, packageOf } from "./installed-package.ts";
import { CopyrightFiles } from "./licenses.ts";
import { fileLists, ownListedFiles, ownSummedFiles } from "./owned-files.ts";
import { relationsOf } from "./relations.ts";
import { readStanzas } from "./stanzas.ts";

const SUMS = ".md5sums";

/** Finds installed Debian packages, and what files they own. */
export function catalogDpkg(context: CatalogContext): void {
	const { tree } = context;
	const reading = { context, copyrights: new CopyrightFiles(tree), packages: new SystemPackages(context) };
	const status = tree.stat("/var/lib/dpkg/status");
	if (status?.kind === "file") {
		const lists = fileLists(tree);
		readPackages(reading, status, (found) => {
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
		readPackages(reading, entry, (found) => {
			if (sums?.kind === "file") ownSummedFiles(context, sums, found.purl);
			return undefined;
		});
	}
	reading.packages.addAll();
}

/** What the files of the database have in common. */
interface Reading {
	readonly context: CatalogContext;
	readonly copyrights: CopyrightFiles;
	readonly packages: SystemPackages;
}

/** @param own says what files a package owns, and gives the one whose layer brought it, if there is one */
function readPackages(
	{ context, copyrights, packages }: Reading,
	entry: FileEntry,
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
			const licenses = copyrights.licensesOf(found.name);
			packages.hold({ ...found, licenses, path, broughtBy: own(found) }, relationsOf(stanza));
		},
		problem: (problem) => context.report(problemEntry(path, problem)),
	});
}
