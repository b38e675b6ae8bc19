import { ByteView } from "../../executables/byte-view.ts";
import { afterMarks, bytesAt, type Executable, sectionOf } from "../../executables/executable.ts";

/** What build information begins with. */
export const BUILD_INFO_MARK: Uint8Array = Buffer.from("\xff Go buildinf:", "latin1");

const HEADER_BYTES = 32;
const BIG_ENDIAN = 1;
const INLINE = 2;
/** Marks that are followed in one executable: programs that read build information have some besides their own. */
const MAX_MARKS = 64;
const MAX_TOOLCHAIN_BYTES = 512;
/** Several times what a program of 1,500 modules has. */
const MAX_MODULE_BYTES = 2 * 1024 * 1024;
/** Around the list of modules stand 16 bytes that nobody else writes. */
const SENTINEL_BYTES = 16;

/**
 * The build information of an executable as text: a line with the version of the toolchain, then the modules as `runtime/debug`
 * has them. Found by its section, else by its mark where variables live, which survives stripping.
 *
 * @see https://go.dev/src/debug/buildinfo/buildinfo.go
 */
export function excerptBuildInfo(executable: Executable): Uint8Array | undefined {
	const section = sectionOf(executable, ".go.buildinfo") ?? sectionOf(executable, "__go_buildinfo");
	const found = section && decode(section, executable);
	if (found !== undefined) return found;

	let marks = 0;
	for (const bytes of afterMarks(executable, BUILD_INFO_MARK)) {
		const info = decode(bytes, executable);
		if (info !== undefined) return info;
		if (++marks === MAX_MARKS) break;
	}
	return undefined;
}

function decode(bytes: Uint8Array, executable: Executable): Uint8Array | undefined {
	const isMarked = Buffer.compare(bytes.subarray(0, BUILD_INFO_MARK.length), BUILD_INFO_MARK) === 0;
	if (!isMarked || bytes.length < HEADER_BYTES) return undefined;

	const [toolchain, modules] = ((bytes[15] ?? 0) & INLINE) === 0 ? behindPointers(bytes, executable) : inlined(bytes);
	const version = Buffer.from(toolchain ?? []).toString();
	if (!/^(?:go1|devel )[^\n]*$/.test(version)) return undefined;
	return Buffer.concat([Buffer.from(`${version}\n`), withoutSentinels(modules ?? new Uint8Array(0))]);
}

type Texts = readonly [toolchain: Uint8Array | undefined, modules: Uint8Array | undefined];

/** From Go 1.18 on: both texts follow the header, each after its length. */
function inlined(bytes: Uint8Array): Texts {
	const first = readText(bytes, HEADER_BYTES, MAX_TOOLCHAIN_BYTES);
	const second = first && readText(bytes, first.end, MAX_MODULE_BYTES);
	// A text that is cut off is not one: this mark is not the one, or the file is damaged.
	return second === undefined ? [undefined, undefined] : [first?.text, second.text];
}

interface Text {
	readonly text: Uint8Array;
	readonly end: number;
}

function readText(bytes: Uint8Array, start: number, limit: number): Text | undefined {
	let length = 0;
	let at = start;
	for (let shift = 0; shift < 28; shift += 7) {
		const byte = bytes[at++] ?? 0;
		length |= (byte & 0x7f) << shift;
		if (byte < 0x80) break;
	}
	return length > limit || at + length > bytes.length ? undefined : { text: bytes.subarray(at, at + length), end: at + length };
}

/** Up to Go 1.17: pointers to variables, each of which points to a text. */
function behindPointers(bytes: Uint8Array, executable: Executable): Texts {
	const size = bytes[14];
	if (size !== 4 && size !== 8) return [undefined, undefined];

	const isBigEndian = ((bytes[15] ?? 0) & BIG_ENDIAN) !== 0;
	const header = new ByteView(bytes.subarray(0, HEADER_BYTES), isBigEndian);
	const textAt = (at: number, limit: number): Uint8Array | undefined => {
		const variable = bytesAt(executable, header.word(at, size === 8), 2 * size);
		if (variable === undefined) return undefined;
		const view = new ByteView(variable, isBigEndian);
		const length = view.word(size, size === 8);
		return length <= limit ? bytesAt(executable, view.word(0, size === 8), length) : undefined;
	};
	return [textAt(16, MAX_TOOLCHAIN_BYTES), textAt(16 + size, MAX_MODULE_BYTES)];
}

function withoutSentinels(modules: Uint8Array): Uint8Array {
	const end = modules.length - SENTINEL_BYTES;
	return end > SENTINEL_BYTES && modules[end - 1] === 10 ? modules.subarray(SENTINEL_BYTES, end) : new Uint8Array(0);
}
