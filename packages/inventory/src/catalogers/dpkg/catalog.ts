import type { FileEntry } from "@plimsoll/oci";
import type { CatalogContext } from "../../cataloger.ts";
import { problemEntry } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import { isPresent, packageOf } from "./installed-package.ts";
import { CopyrightFiles } from "./licenses.ts";
import { ownListedFiles, ownSummedFiles } from "./owned-files.ts";
import { readStanzas, type Stanza } from "./stanzas.ts";

const SUMS = ".md5sums";

/** Finds installed Debian packages, and what files they own. */
export function catalogDpkg(context: CatalogContext): void {
	const { tree } = context;
	const licenses = new CopyrightFiles(tree);
	const status = tree.stat("/var/lib/dpkg/status");
	if (status?.kind === "file") ownListedFiles(context, addPackages(context, status, licenses));

	const folder = tree.list("/var/lib/dpkg/status.d");
	for (const listed of folder) {
		const entry = tree.stat(listed.path);
		if (entry?.kind !== "file" || listed.path.endsWith(SUMS)) continue;

		const [purl] = addPackages(context, entry, licenses).values();
		const sums = tree.stat(`${listed.path}${SUMS}`);
		if (purl !== undefined && sums?.kind === "file") ownSummedFiles(context, sums, purl);
	}
}

/** @returns the purls by `NAME` and by `NAME:ARCH`, as the names of `.list` files have them */
function addPackages(context: CatalogContext, entry: FileEntry, licenses: CopyrightFiles): ReadonlyMap<string, string> {
	const purls = new Map<string, string>();
	const bytes = context.tree.content(entry);
	if (bytes === undefined) return purls;

	readStanzas(decodeText(bytes), context.limits, {
		stanza: (stanza) => addPackage(context, entry.path, stanza, { licenses, purls }),
		problem: (problem) => context.report(problemEntry(entry.path, problem)),
	});
	return purls;
}

interface Known {
	readonly licenses: CopyrightFiles;
	readonly purls: Map<string, string>;
}

function addPackage(context: CatalogContext, path: string, stanza: Stanza, known: Known): void {
	if (!isPresent(stanza)) return;

	const found = packageOf(stanza, context.operatingSystem);
	if (typeof found === "string") {
		context.report(problemEntry(path, { code: "file-malformed", message: `stanza at line ${stanza.line}: ${found}` }));
		return;
	}
	context.add({ ...found, licenses: known.licenses.licensesOf(found.name), path });
	known.purls.set(found.name, found.purl);
	if (found.architecture !== undefined) known.purls.set(`${found.name}:${found.architecture}`, found.purl);
}
