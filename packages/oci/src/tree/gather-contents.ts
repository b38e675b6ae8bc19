import type { CoverageEntry, Digest, Limits } from "@plimsoll/core";
import type { Inode } from "./node.ts";
import type { NodeTree } from "./node-tree.ts";
import { findWantedFiles, type WantedFile, type WantedOptions } from "./wanted-files.ts";

/** Gets the content of files that a first pass did not keep. A file that it cannot get is left out of the answer. */
export type FetchContents = (files: readonly WantedFile[]) => Promise<ReadonlyMap<Inode, Uint8Array>>;

/** What {@link gatherContents} needs to know. */
export interface GatherOptions extends WantedOptions {
	/** The layer that holds a file, for coverage; undefined where there are no layers. */
	readonly layerOf: (file: WantedFile) => Digest | undefined;
}

/** Completes a tree with the content of every path that is wanted in it; what cannot be had is said. */
export async function gatherContents(tree: NodeTree, options: GatherOptions, fetch: FetchContents): Promise<void> {
	const admitted = findWantedFiles(tree, options).filter(admission(tree, options));
	if (admitted.length === 0) return;

	const contents = await fetch(admitted);
	for (const file of admitted) {
		const bytes = contents.get(file.inode);
		if (bytes !== undefined) tree.keep(file.inode, bytes);
		else options.report({ code: "file-unreadable", message: `${JSON.stringify(file.path)} could not be read`, ...place(file, options) });
	}
}

function place(file: WantedFile, { layerOf }: GatherOptions): Pick<CoverageEntry, "path" | "layer"> {
	const layer = layerOf(file);
	return { path: file.path, ...(layer === undefined ? {} : { layer }) };
}

/** Lets files in, in order, as long as the limits allow. */
function admission(tree: NodeTree, options: GatherOptions): (file: WantedFile) => boolean {
	const { limits, report } = options;
	let bytes = tree.keptBytes;
	let files = tree.keptFiles;
	return (file) => {
		const { size } = file.inode;
		const refusal = refusalOf(size, { bytes, files }, limits);
		if (refusal === undefined) {
			bytes += size;
			files++;
			return true;
		}
		const { limit, found } = refusal;
		const message = `${JSON.stringify(file.path)} ${found}, the limit is ${limits[limit]}`;
		report({ code: "file-limit", message, limit, ...place(file, options) });
		return false;
	};
}

interface Refusal {
	readonly limit: "maxFileBytes" | "maxKeptBytes" | "maxKeptFiles";
	readonly found: string;
}

/** Why a file is not let in beside those that are kept. */
function refusalOf(size: number, kept: { readonly bytes: number; readonly files: number }, limits: Limits): Refusal | undefined {
	if (size > limits.maxFileBytes) return { limit: "maxFileBytes", found: `has ${size} bytes` };
	if (kept.bytes + size > limits.maxKeptBytes)
		return { limit: "maxKeptBytes", found: `does not fit beside ${kept.bytes} bytes of other files` };
	if (kept.files >= limits.maxKeptFiles) return { limit: "maxKeptFiles", found: `comes after ${kept.files} other files` };
	return undefined;
}
