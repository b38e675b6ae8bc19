import type { Stats } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { isSystemError, type Limits, type Platform } from "@plimsoll/core";
import { OciError } from "./errors.ts";
import type { FileSet } from "./files/file-set.ts";
import { FolderFiles } from "./files/folder-files.ts";
import { listArchive, openArchive } from "./files/open-archive.ts";
import { unreadable } from "./files/regular-file.ts";
import { spool } from "./files/spool.ts";
import type { Image, Opened } from "./image.ts";
import type { RegistrySettings } from "./registry/registry-settings.ts";
import { REMOTE_SOURCES, SOURCES } from "./sources/index.ts";
import type { RemoteRequest, RemoteSource } from "./sources/remote-source.ts";
import type { OpenRequest, Source } from "./sources/source.ts";
import { parseTarget, type Target, type TargetReading } from "./target.ts";

/** How a subject is opened. */
export interface OpenOptions {
	/** The platform to choose where an image is there for several; linux on this machine's architecture unless given. */
	readonly platform?: Platform;
	readonly limits: Limits;
	readonly signal?: AbortSignal;
	/** What the path `-` stands for, asked for only where a target has it. Without one, such a target is refused. */
	readonly input?: () => Readable;
	/** How registries are talked to, where the target is in one. */
	readonly registry?: RegistrySettings;
}

/**
 * Opens what a target names: verifies index, manifest and configuration of an image and leaves its layers to be read. Only
 * a remote source asks anything but files of this machine; only what comes as a stream is written, into a file without a name.
 *
 * @example
 * const subject = await openSubject("oci:./layout:1.0", { limits: defaultLimits() });
 * @param target see {@link parseTarget}
 * @throws {@link OciError}
 */
export async function openSubject(target: string, options: OpenOptions): Promise<Opened> {
	const [subject] = await open(target, options, {
		local: async (source, request) => [await source.open(request)],
		remote: async (source, request) => [await source.open(request)],
	});
	return subject;
}

/**
 * Opens what a target names for every platform that it is there for, in the order in which the image's index lists them; one
 * subject where there is no index. Closing one of them closes all.
 *
 * @throws {@link OciError}
 */
export function openPlatforms(target: string, options: Omit<OpenOptions, "platform">): Promise<AllOpened> {
	return open(target, options, { local: openEach, remote: openEach });
}

/** Never empty. */
type AllOpened = readonly [Opened, ...Opened[]];

interface Opener {
	local(source: Source, request: OpenRequest): Promise<AllOpened>;
	remote(source: RemoteSource, request: RemoteRequest): Promise<AllOpened>;
}

async function openEach<Request>(source: Opens<Request>, request: Request): Promise<AllOpened> {
	const [first, ...others] = (await source.openAll?.(request)) ?? [];
	return first === undefined ? [await source.open(request)] : [first, ...others];
}

interface Opens<Request> {
	open(request: Request): Promise<Opened>;
	openAll?(request: Request): Promise<readonly Image[]>;
}

async function open(target: string, options: OpenOptions, opener: Opener): Promise<AllOpened> {
	const parsed = parseTarget(target);
	const source = SOURCES.find(({ prefix }) => prefix === parsed.prefix);
	const found = source === undefined ? await locateOrGoFurther(parsed) : await locate(parsed);
	if ("open" in found) return await opener.remote(found, { ...options, target, name: parsed.readings[0]?.path ?? target });
	if (source !== undefined && (source.shape === "folder") !== (found.shape === "folder")) throw wrongShape(found, source);

	options.signal?.throwIfAborted();
	const files = await openFiles(found, options);
	try {
		if (source !== undefined && source.shape !== files.kind) throw wrongShape({ path: found.path, shape: files.kind }, source);
		const { platform, limits, signal } = options;
		const request: OpenRequest = { target, files, selector: found.selector, platform, limits, signal };
		return await opener.local(source ?? (await recognise(request)), request);
	} catch (error) {
		await files.close();
		throw error;
	}
}

/** The path that stands for it; a file of that name is `./-`. */
const STANDARD_INPUT = "-";

interface Found extends TargetReading {
	readonly shape: Source["shape"];
}

/** A place other than a path, where the target's prefix names one, or where no path is there and it could be meant. */
async function locateOrGoFurther(target: Target): Promise<Found | RemoteSource> {
	const named = REMOTE_SOURCES.find(({ prefix }) => prefix === target.prefix);
	if (named !== undefined) return named;

	const found = await findPath(target);
	const meant = found ?? REMOTE_SOURCES.find((remote) => remote.recognises(target.text));
	return meant ?? notFound(target);
}

async function locate(target: Target): Promise<Found> {
	return (await findPath(target)) ?? notFound(target);
}

/** The first reading of a target whose path exists. */
async function findPath(target: Target): Promise<Found | undefined> {
	for (const reading of target.readings) {
		if (reading.path === STANDARD_INPUT) return { ...reading, shape: "archive" };
		const stats = await statIfThere(reading.path);
		if (stats?.isDirectory()) return { ...reading, shape: "folder" };
		if (stats?.isFile()) return { ...reading, shape: "archive" };
		if (stats !== undefined) throw unreadable(reading.path, "it is neither a file nor a folder");
	}
	return undefined;
}

function notFound(target: Target): never {
	const path = target.readings.at(-1)?.path ?? target.text;
	const forms = [...SOURCES.map(({ prefix }) => `${prefix}:PATH`), ...REMOTE_SOURCES.map(({ form }) => form)].join(", ");
	const hint = target.prefix === undefined ? `; a target is a path, or one of ${forms}` : "";
	throw new OciError("target-not-found", `${path} does not exist${hint}`, { path });
}

async function statIfThere(path: string): Promise<Stats | undefined> {
	try {
		return await stat(path);
	} catch (error) {
		// A name behind the path of a file is no path, and a long reference is longer than any file name.
		if (isSystemError(error, "ENOENT", "ENOTDIR", "ENAMETOOLONG")) return undefined;
		throw unreadable(path, error);
	}
}

async function openFiles({ path, shape }: Found, options: OpenOptions): Promise<FileSet> {
	if (path === STANDARD_INPUT) return await openInput(options);

	const { limits, signal } = options;
	const place = await realpath(path);
	return shape === "folder" ? new FolderFiles(path, place) : await openArchive({ path, place, limits, signal });
}

async function openInput({ input, limits, signal }: OpenOptions): Promise<FileSet> {
	if (input === undefined) throw new OciError("target-invalid", "- stands for standard input, which is not at hand here");

	const options = { name: "standard input", path: "standard input", limits, signal };
	const file = await spool(input(), options);
	if (file.size > 0) return await listArchive(file, options);
	await file.handle.close();
	throw new OciError("format-unknown", "standard input is empty; an image is expected there, as from: docker save NAME | plimsoll scan -");
}

async function recognise(request: OpenRequest): Promise<Source> {
	const { kind, path } = request.files;
	const possible = SOURCES.filter(({ shape }) => shape === kind);
	for (const source of possible) if (await source.recognises(request)) return source;
	throw new OciError("format-unknown", `${path} is none of: ${possible.map(({ reads }) => reads).join("; ")}`, { path });
}

const THINGS: Readonly<Record<Source["shape"], string>> = { folder: "a folder", archive: "a file", document: "a document" };

function wrongShape({ path, shape }: Pick<Found, "path" | "shape">, source: Source): OciError {
	const others = SOURCES.filter((other) => other.shape === shape).map(({ prefix }) => `${prefix}:`);
	const thing = THINGS[shape];
	return new OciError(
		"format-unknown",
		`${path} is ${thing}; ${source.prefix}: reads ${source.reads} (for ${thing}: ${others.join(" or ")})`,
		{
			path,
		},
	);
}
