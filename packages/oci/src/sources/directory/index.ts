import { OciError } from "../../errors.ts";
import type { Source } from "../source.ts";
import { openDirectory } from "./open-directory.ts";
import { isSkopeoFolder } from "./skopeo-folder.ts";

/** A folder that is looked at as it is. */
export const directory: Source = {
	prefix: "dir",
	reads: "a folder",
	shape: "folder",
	selects: false,
	recognises: async () => true,
	async open(request) {
		const { path } = request.files;
		if (await isSkopeoFolder(request)) {
			throw new OciError("format-unknown", `${path} is an image in the form that skopeo calls dir:; copy it to oci: to have it read`, {
				path,
			});
		}
		return await openDirectory(request, "files");
	},
};
