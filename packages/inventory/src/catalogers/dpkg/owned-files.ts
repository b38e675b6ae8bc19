import type { FileEntry } from "@plimsoll/oci";
import type { CatalogContext } from "../../cataloger.ts";
import { decodeText } from "../../text/decode.ts";
import { LineCursor } from "../../text/line-cursor.ts";

const INFO_FOLDER = "/var/lib/dpkg/info";

/** Tells which files the packages own, from `info/NAME.list` and `info/NAME:ARCH.list`: one absolute path a line. */
export function ownListedFiles(context: CatalogContext, purls: ReadonlyMap<string, string>): void {
	for (const entry of context.tree.list(INFO_FOLDER)) {
		if (!entry.path.endsWith(".list")) continue;

		const name = entry.path.slice(entry.path.lastIndexOf("/") + 1, -".list".length);
		const purl = purls.get(name);
		if (purl !== undefined) ownLines(context, entry, (line) => context.own(purl, line));
	}
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
