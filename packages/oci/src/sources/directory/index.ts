import { realpath } from "node:fs/promises";
import type { Source } from "../source.ts";

/** A folder that is looked at as it is. */
export const directory: Source = {
	prefix: "dir",
	reads: "a folder",
	shape: "folder",
	selects: false,
	recognises: async () => true,
	async open({ target, files }) {
		const root = await realpath(files.path);
		await files.close();
		return { kind: "directory", target, root };
	},
};
