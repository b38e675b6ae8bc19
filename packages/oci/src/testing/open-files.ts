import { readdirSync, readlinkSync } from "node:fs";

const DESCRIPTORS = "/proc/self/fd";

/** The files below a folder that this process has open: what a test of leaks wants to be empty. Linux only; else empty. */
export function openFilesBelow(folder: string): string[] {
	if (process.platform !== "linux") return [];
	return readdirSync(DESCRIPTORS)
		.map((descriptor) => targetOf(`${DESCRIPTORS}/${descriptor}`))
		.filter((target) => target.startsWith(`${folder}/`));
}

/** Empty for the descriptor of the listing itself, which is gone by now. */
function targetOf(descriptor: string): string {
	try {
		return readlinkSync(descriptor);
	} catch {
		return "";
	}
}
