import type { FileEntry, FileTree } from "@plimsoll/oci";
import type { CatalogContext } from "../../cataloger.ts";
import { decodeText } from "../../text/decode.ts";
import { LineCursor } from "../../text/line-cursor.ts";

const INFO_FOLDER = "/var/lib/dpkg/info";

/** The lists of owned files by the package's name, or `NAME:ARCH` where it can be installed for several architectures. */
export function fileLists(tree: FileTree): ReadonlyMap<string, FileEntry> {
	const lists = new Map<string, FileEntry>();
	for (const entry of tree.list(INFO_FOLDER)) {
		const name = entry.path.slice(entry.path.lastIndexOf("/") + 1);
		if (name.endsWith(".list")) lists.set(name.slice(0, -".list".length), entry);
	}
	return lists;
}

/** Tells which files a package owns, from its list: one absolute path a line. */
export function ownListedFiles(context: CatalogContext, list: FileEntry, purl: string): void {
	ownLines(context, list, (line) => context.own(purl, line));
}

/** Tells which files a distroless package owns, from `status.d/NAME.md5sums`: a sum, two spaces, a relative path. */
export function ownSummedFiles(context: CatalogContext, sums: FileEntry, purl: string): void {
	ownLines(context, sums, (line) => {
		const space = line.indexOf(" ");
		if (space > 0)
			context.own(
				purl,
				`/${line
					.slice(space)
					.trim()
					.replace(/^(\.?\/)+/, "")}`,
			);
	});
}

function ownLines(context: CatalogContext, entry: FileEntry, take: (line: string) => void): void {
	const bytes = context.tree.content(entry);
	if (bytes === undefined) return;

	const lines = new LineCursor(decodeText(bytes), context.limits.maxPathBytes);
	while (lines.next()) take(lines.line);
}
