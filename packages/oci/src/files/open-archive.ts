import type { Limits } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { BLOCK, hasValidChecksum, indexTar, isZeroBlock, type ReadAt, type TarMember } from "../tar/index.ts";
import { ArchiveFiles } from "./archive-files.ts";
import { PlainFile } from "./byte-source.ts";
import { type Compression, compressionOf } from "./compression.ts";
import { DocumentFile } from "./document-file.ts";
import { isDocumentStart } from "./document-start.ts";
import type { FileSet } from "./file-set.ts";
import { InflatedFile } from "./inflated-file.ts";
import { type OpenFile, openRegularFile } from "./regular-file.ts";

/** An archive to be opened. */
export interface ArchiveOptions {
	/** As the user named it. */
	readonly path: string;
	readonly limits: Limits;
	readonly signal?: AbortSignal | undefined;
}

/** An archive that has a name on this machine. */
export interface ArchivePlace extends ArchiveOptions {
	/** The path, absolute and with all links followed. */
	readonly place: string;
}

/**
 * Opens a tar, which may be compressed as a whole, and lists its members; or a document, compressed or not.
 *
 * @throws {@link OciError} `format-unknown`, `archive-malformed`, `limit-exceeded`, `target-unreadable`
 */
export async function openArchive(archive: ArchivePlace): Promise<FileSet> {
	return await listArchive(await openRegularFile(archive.place, archive.path), archive);
}

/**
 * The same for a file that is open. It is closed with the archive, or when this throws.
 *
 * @throws {@link OciError}
 */
export async function listArchive(open: OpenFile, archive: ArchiveOptions): Promise<FileSet> {
	const { path } = archive;
	const file = new PlainFile(open, path);
	try {
		const start = await file.readAt(0, BLOCK);
		const compression = compressionOf(start);
		if (compression === "gzip" || compression === "zstd") return await openCompressed(archive, file, compression);

		if (!isTarStart(start)) {
			if (isDocumentStart(start)) return new DocumentFile({ path, file, compression: undefined });
			const found = compression === undefined ? "" : `: it is compressed with ${compression}, which cannot be read`;
			throw new OciError("format-unknown", `${path} is no tar archive and no bill of materials${found}`, { path });
		}
		const members = await listMembers(archive, (offset, length) => file.readAt(offset, length), file.size);
		return new ArchiveFiles({ path, bytes: file, members, maxLinks: archive.limits.maxLinks });
	} catch (error) {
		await file.close();
		throw error;
	}
}

async function openCompressed(archive: ArchiveOptions, file: PlainFile, compression: Compression): Promise<FileSet> {
	const { path, limits, signal } = archive;
	const bytes = new InflatedFile({ file, path, compression, limits });
	const forward = bytes.list(signal);
	try {
		const start = await forward.read(0, BLOCK);
		if (!isTarStart(start)) {
			if (isDocumentStart(start)) return new DocumentFile({ path, file, compression });
			throw new OciError("format-unknown", `${path} is compressed with ${compression} but holds no tar archive and no bill of materials`, {
				path,
			});
		}
		// How much there is to come, nobody knows before the end.
		const members = await listMembers(archive, (offset, length) => forward.read(offset, length), Number.MAX_SAFE_INTEGER);
		return new ArchiveFiles({ path, bytes, members, maxLinks: limits.maxLinks });
	} finally {
		await forward.close();
	}
}

/** Lists the members, and says of which archive if they cannot be. */
async function listMembers({ path, limits, signal }: ArchiveOptions, read: ReadAt, size: number): Promise<TarMember[]> {
	try {
		const readOrStop: ReadAt = (offset, length) => {
			signal?.throwIfAborted();
			return read(offset, length);
		};
		return await indexTar(readOrStop, size, limits);
	} catch (error) {
		if (!(error instanceof OciError) || error.path !== undefined) throw error;
		const limit = error.limit === undefined ? {} : { limit: error.limit };
		throw new OciError(error.code, `${path}: ${error.message}`, { path, ...limit, cause: error });
	}
}

function isTarStart(block: Uint8Array): boolean {
	return block.length === BLOCK && (isZeroBlock(block, 0) || hasValidChecksum(block, 0));
}
