import { OciError } from "../../errors.ts";
import { DocumentFile } from "../../files/document-file.ts";
import type { Source } from "../source.ts";

/** A bill of materials, possibly compressed. Which one it is, and whether it is one at all, is for its reader to tell. */
export const sbom: Source = {
	prefix: "sbom",
	reads: "a bill of materials as JSON, XML or SPDX tag-value",
	shape: "document",
	selects: false,
	recognises: async ({ files }) => files instanceof DocumentFile,
	async open({ target, files, limits, signal }) {
		const { path } = files;
		if (!(files instanceof DocumentFile)) throw new OciError("format-unknown", `${path} is no document`, { path });
		const content = await files.content(limits, signal);
		await files.close();
		return { kind: "document", target, ...content };
	},
};
