import { realpath } from "node:fs/promises";
import { OciError } from "../../errors.ts";
import type { Source } from "../source.ts";
import { isSkopeoFolder } from "./skopeo-folder.ts";

/** A folder that is looked at as it is. */
export const directory: Source = {
	prefix: "dir",
	reads: "a folder",
	shape: "folder",
	selects: false,
	recognises: async () => true,
	async open(request) {
		const { target, files } = request;
		const { path } = files;
		if (await isSkopeoFolder(request)) {
			throw new OciError("format-unknown", `${path} is an image in the form that skopeo calls dir:; copy it to oci: to have it read`, {
				path,
			});
		}
		const root = await realpath(path);
		await files.close();
		return { kind: "directory", target, root };
	},
};
