import type { Stats } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { isSystemError, type Limits, type Platform } from "@plimsoll/core";
import { OciError } from "./errors.ts";
import type { FileSet } from "./files/file-set.ts";
import { FolderFiles } from "./files/folder-files.ts";
import { openArchive } from "./files/open-archive.ts";
import { unreadable } from "./files/regular-file.ts";
import type { Directory, Image } from "./image.ts";
import type { RegistrySettings } from "./registry/registry-settings.ts";
import { REMOTE_SOURCES, SOURCES } from "./sources/index.ts";
import type { RemoteSource } from "./sources/remote-source.ts";
import type { OpenRequest, Source } from "./sources/source.ts";
import { parseTarget, type Target, type TargetReading } from "./target.ts";

/** How a subject is opened. */
export interface OpenOptions {
	/** The platform to choose where an image is there for several; linux on this machine's architecture unless given. */
	readonly platform?: Platform;
	readonly limits: Limits;
	readonly signal?: AbortSignal;
	/** How registries are talked to, where the target is in one. */
	readonly registry?: RegistrySettings;
}

/**
 * Opens what a target names: verifies index, manifest and configuration of an image and leaves its layers to be read. Nothing is
 * written, and nothing but what the target names is fetched.
 *
 * @example
 * const subject = await openSubject("oci:./layout:1.0", { limits: defaultLimits() });
 * @param target see {@link parseTarget}
 * @throws {@link OciError}
 */
export async function openSubject(target: string, options: OpenOptions): Promise<Image | Directory> {
	const parsed = parseTarget(target);
	const source = SOURCES.find(({ prefix }) => prefix === parsed.prefix);
	const found = source === undefined ? await locateOrGoFurther(parsed) : await locate(parsed);
	if ("open" in found) return await found.open({ ...options, target, name: parsed.readings[0]?.path ?? target });
	if (source !== undefined && source.shape !== found.shape) throw wrongShape(found, source);

	options.signal?.throwIfAborted();
	const files = await openFiles(found, options);
	try {
		const { platform, limits, signal } = options;
		const request: OpenRequest = { target, files, selector: found.selector, platform, limits, signal };
		return await (source ?? (await recognise(request))).open(request);
	} catch (error) {
		await files.close();
		throw error;
	}
}

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

async function openFiles({ path, shape }: Found, { limits, signal }: OpenOptions): Promise<FileSet> {
	const place = await realpath(path);
	return shape === "folder" ? new FolderFiles(path, place) : await openArchive({ path, place, limits, signal });
}

async function recognise(request: OpenRequest): Promise<Source> {
	const { kind, path } = request.files;
	const possible = SOURCES.filter(({ shape }) => shape === kind);
	for (const source of possible) if (await source.recognises(request)) return source;
	throw new OciError("format-unknown", `${path} is none of: ${possible.map(({ reads }) => reads).join("; ")}`, { path });
}

function wrongShape({ path, shape }: Found, source: Source): OciError {
	const others = SOURCES.filter((other) => other.shape === shape).map(({ prefix }) => `${prefix}:`);
	const thing = shape === "folder" ? "a folder" : "a file";
	return new OciError(
		"format-unknown",
		`${path} is ${thing}; ${source.prefix}: reads ${source.reads} (for ${thing}: ${others.join(" or ")})`,
		{
			path,
		},
	);
}
