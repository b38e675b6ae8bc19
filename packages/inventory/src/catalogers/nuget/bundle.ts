import { inflateRawSync } from "node:zlib";
import { ByteView } from "../../executables/byte-view.ts";
import type { Executable } from "../../executables/executable.ts";
import { NESTING, stringEnd } from "../../formats/json.ts";

/** The SHA-256 of `.net core bundle`: stands in each application host; what is before it says where its bundle begins. */
const SIGNATURE: Uint8Array = Buffer.from("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae", "hex");
const OFFSET_BYTES = 8;

/** Of the list of files: the `deps.json`. */
const DEPS_KIND = 3;
/** The first format that says at its begin where the `deps.json` is, and the first one with compressed files. */
const DIRECT_FORMAT = 2;
const COMPRESSING_FORMAT = 6;

/** A `deps.json` of an application of 500 packages has 400 KB. */
const MAX_DEPS_BYTES = 8 * 1024 * 1024;
const MAX_FILES = 20_000;

/** Says of a bundle what could not be had of it. */
export const NO_DEPS = "a bundle of a .NET application whose deps.json could not be read";

/**
 * The `deps.json` of an application that is one file: {@link NO_DEPS} where the file is such a bundle but has none that can be
 * read, undefined where it is something else.
 *
 * @see https://github.com/dotnet/designs/blob/main/accepted/2020/single-file/bundler.md
 */
export function bundledDeps(executable: Executable): Uint8Array | typeof NO_DEPS | undefined {
	if (executable.bytes === undefined) return markedDeps(executable);

	const start = bundleStart(executable);
	if (start === undefined || start === 0) return undefined;
	return depsAt(new ByteView(executable.bytes, false), start) ?? NO_DEPS;
}

/** Zero in a host that has no bundle. */
function bundleStart({ regions }: Executable): number | undefined {
	for (const { bytes, isWritable } of regions) {
		if (!isWritable) continue;
		const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(SIGNATURE);
		if (at >= OFFSET_BYTES) return new ByteView(bytes, false).u64(at - OFFSET_BYTES);
	}
	return undefined;
}

function depsAt(view: ByteView, start: number): Uint8Array | undefined {
	const format = view.u32(start);
	const files = view.u32(start + 8);
	const direct = endOfText(view, start + 12);
	if (!(format >= DIRECT_FORMAT)) return listedDeps(view, direct, { format, files });

	const [at, size] = [view.u64(direct), view.u64(direct + 8)];
	return size > 0 && size <= MAX_DEPS_BYTES ? view.slice(at, size) : listedDeps(view, direct + 40, { format, files });
}

/** Goes through the list of files; each says where it lies, how large it is, its kind and its path. */
function listedDeps(
	view: ByteView,
	start: number,
	{ format, files }: { readonly format: number; readonly files: number },
): Uint8Array | undefined {
	let at = start;
	for (let index = 0; index < Math.min(files, MAX_FILES) && at < view.bytes.length; index++) {
		const [offset, size] = [view.u64(at), view.u64(at + 8)];
		const stored = format >= COMPRESSING_FORMAT ? view.u64(at + 16) : 0;
		at += format >= COMPRESSING_FORMAT ? 24 : 16;
		if (view.slice(at, 1)?.[0] === DEPS_KIND) return stored > 0 ? inflated(view.slice(offset, stored)) : whole(view, offset, size);
		at = endOfText(view, at + 1);
	}
	return undefined;
}

function whole(view: ByteView, offset: number, size: number): Uint8Array | undefined {
	return size <= MAX_DEPS_BYTES ? view.slice(offset, size) : undefined;
}

function inflated(bytes: Uint8Array | undefined): Uint8Array | undefined {
	try {
		return bytes === undefined ? undefined : inflateRawSync(bytes, { maxOutputLength: MAX_DEPS_BYTES });
	} catch {
		return undefined;
	}
}

/** Behind a text that its length precedes, seven bits a byte; NaN where there is none. */
function endOfText(view: ByteView, start: number): number {
	let length = 0;
	for (let index = 0; index < 3; index++) {
		const byte = view.slice(start + index, 1)?.[0] ?? Number.NaN;
		length += (byte & 0x7f) * 2 ** (7 * index);
		if (byte < 0x80) return start + index + 1 + length;
	}
	return Number.NaN;
}

/** Of a file too large to be held: the list itself, told by how the SDK begins it. */
function markedDeps({ regions }: Executable): Uint8Array | typeof NO_DEPS | undefined {
	for (const { bytes } of regions) {
		const end = endOfObject(bytes);
		if (end !== undefined) return Buffer.concat([Buffer.from("{"), bytes.subarray(0, end)]);
	}
	return undefined;
}

/** Behind the object whose opening brace stands just before the bytes. */
function endOfObject(bytes: Uint8Array): number | undefined {
	let depth = 1;
	for (let at = 0; at < bytes.length; at++) {
		if (bytes[at] === 0x22) at = stringEnd(bytes, at);
		depth += NESTING[bytes[at] ?? 0] ?? 0;
		if (depth === 0) return at + 1;
	}
	return undefined;
}
