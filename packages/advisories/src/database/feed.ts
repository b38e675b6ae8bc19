import { closeSync, createReadStream, type Dirent, fstatSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { compareText, createDigester, type Digest, isSystemError, type Limits, messageOf } from "@plimsoll/core";
import { AdvisoryError } from "../errors.ts";
import { type FeedFile, openFeedFile } from "./feed-file.ts";
import { zipEntries } from "./zip-entries.ts";

/** The records of one ecosystem, or of whatever a folder or file holds together. */
export interface FeedSource {
	/** The ecosystem, by the name of its folder. */
	readonly name: string;
	/** The file, folder or address, without credentials. */
	readonly from: string;
	files(): AsyncIterable<FeedFile>;
	/** Over all bytes read. */
	digest(): Promise<Digest>;
}

const ARCHIVE = "all.zip";

/**
 * The sources in a folder, ordered by name: in its subfolders `all.zip`, as OSV's bulk export has them, or records as
 * `.json` files; where no subfolder has any, those in the folder itself.
 *
 * @throws {@link AdvisoryError} `feed-missing`, `feed-empty`
 */
export async function folderSources(folder: string, limits: Limits): Promise<FeedSource[]> {
	const entries = await list(folder);
	const sources: FeedSource[] = [];
	for (const entry of entries) {
		if (!entry.isDirectory()) continue;
		const inside = join(folder, entry.name);
		const source = sourceIn(inside, entry.name, { entries: await list(inside), limits });
		if (source !== undefined) sources.push(source);
	}
	if (sources.length > 0) return sources;

	// Beside the folders of a mirror lie files that are no records, such as lists
	const source = sourceIn(folder, basename(folder), { entries, limits });
	if (source !== undefined) return [source];
	throw new AdvisoryError("feed-empty", `${folder}: expected <Ecosystem>/${ARCHIVE} or .json files, found neither`, { path: folder });
}

/** A source that is one zip. */
export function archiveSource(name: string, path: string, from: string, limits: Limits): FeedSource {
	return { name, from, files: () => zipEntries(path, from, limits), digest: () => digestOfFile(path, from) };
}

interface Found {
	readonly entries: readonly Dirent[];
	readonly limits: Limits;
}

function sourceIn(folder: string, name: string, { entries, limits }: Found): FeedSource | undefined {
	const archive = entries.find((entry) => entry.name === ARCHIVE);
	if (archive !== undefined) return archiveSource(name, join(folder, ARCHIVE), join(folder, ARCHIVE), limits);

	const files = entries.filter((entry) => !entry.isDirectory() && entry.name.endsWith(".json")).map((entry) => entry.name);
	if (files.length === 0) return undefined;
	if (files.length > limits.maxEntries) {
		const found = `${files.length} files, expected at most ${limits.maxEntries} (maxEntries)`;
		throw new AdvisoryError("feed-limit", `${folder}: ${found}`, { path: folder, limit: "maxEntries" });
	}
	return recordFiles(folder, name, { files, limits });
}

function recordFiles(
	folder: string,
	name: string,
	{ files, limits }: { readonly files: readonly string[]; readonly limits: Limits },
): FeedSource {
	const digester = createDigester();
	return {
		name,
		from: folder,
		async *files(): AsyncGenerator<FeedFile> {
			for (const file of files) {
				const read = readRecordFile(join(folder, file), file, limits);
				digester.update(Buffer.from(`${JSON.stringify(file)}\n`));
				if ("bytes" in read) digester.update(read.bytes);
				yield read;
			}
		},
		digest: async () => digester.digest(),
	};
}

function readRecordFile(path: string, name: string, limits: Limits): FeedFile {
	const fd = openFeedFile(path, path);
	try {
		const tooLarge = fstatSync(fd).size > limits.maxAdvisoryBytes;
		return tooLarge
			? { name, problem: `larger than ${limits.maxAdvisoryBytes} bytes (maxAdvisoryBytes)` }
			: { name, bytes: readFileSync(fd) };
	} finally {
		closeSync(fd);
	}
}

async function list(folder: string): Promise<Dirent[]> {
	try {
		const entries = await readdir(folder, { withFileTypes: true });
		return entries.sort((a, b) => compareText(a.name, b.name));
	} catch (error) {
		const found = isSystemError(error, "ENOENT") ? "it does not exist" : messageOf(error);
		throw new AdvisoryError("feed-missing", `${folder}: expected a folder of advisories: ${found}`, { path: folder, cause: error });
	}
}

async function digestOfFile(path: string, name: string): Promise<Digest> {
	const digester = createDigester();
	const fd = openFeedFile(path, name);
	for await (const chunk of createReadStream("", { fd, start: 0 })) digester.update(chunk as Uint8Array);
	return digester.digest();
}
