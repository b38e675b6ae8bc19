import { OciError } from "../errors.ts";
import type { StoredFile } from "../files/file-set.ts";
import { readWhole } from "../files/whole-file.ts";
import type { StoredLayout } from "./blobs.ts";
import type { Descriptor } from "./descriptor.ts";
import { readImageIndex } from "./image-document.ts";
import { readJson } from "./json-document.ts";

/** The file that marks an OCI layout. */
export const LAYOUT_FILE = "oci-layout";
/** The file that lists what an OCI layout holds. */
export const INDEX_FILE = "index.json";

/** The only version there is. */
const LAYOUT_VERSION = "1.0.0";

/**
 * Reads the descriptors of a layout's `index.json`.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 * @throws {@link OciError} `format-unknown` when it is no layout, or of another version; `index-malformed`, `limit-exceeded`
 */
export async function readLayoutIndex(layout: StoredLayout): Promise<readonly Descriptor[]> {
	const { files, limits, signal } = layout;
	const { path } = files;
	const options = { limits, limit: "maxManifestBytes", signal } as const;
	const marker = readJson(
		await readWhole(await findDocument(layout, LAYOUT_FILE), options),
		{ code: "format-unknown", what: LAYOUT_FILE, path },
		limits,
	);
	const version = marker.object().required("imageLayoutVersion").string();
	if (version !== LAYOUT_VERSION) {
		const problem = `${path} is an OCI layout of version ${JSON.stringify(version)}; only ${LAYOUT_VERSION} is known`;
		throw new OciError("format-unknown", problem, { path });
	}
	return readImageIndex(await readWhole(await findDocument(layout, INDEX_FILE), options), { path }, limits);
}

/**
 * Finds a document that no digest vouches for, of which there must be exactly one.
 *
 * @throws {@link OciError} `format-unknown` when there is none; `archive-malformed` when there are several
 */
export async function findDocument({ files }: Pick<StoredLayout, "files">, name: string): Promise<StoredFile> {
	const { path } = files;
	if (files.isAmbiguous(name)) {
		throw new OciError("archive-malformed", `${path} has several files named ${name}, of which readers take different ones`, { path });
	}
	const file = await files.find(name);
	if (file === undefined) throw new OciError("format-unknown", `${path} has no file ${name}`, { path });
	return file;
}
