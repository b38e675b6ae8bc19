import { openDirectory } from "../directory/open-directory.ts";
import type { Source } from "../source.ts";

/** A folder that holds a whole system: a mounted disk, an unpacked image, `/` itself. */
export const rootfs: Source = {
	prefix: "rootfs",
	reads: "a folder with the root of a system",
	shape: "folder",
	selects: false,
	// Nothing tells it from a folder that happens to have the same names.
	recognises: async () => false,
	open: (request) => openDirectory(request, "system"),
};
