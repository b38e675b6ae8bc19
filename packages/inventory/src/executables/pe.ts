import { ByteView } from "./byte-view.ts";
import { type Executable, type ExecutableRegion, type ExecutableSection, MAX_PARTS } from "./executable.ts";
import { exportedAddress } from "./pe-exports.ts";

const SIGNATURE = 0x00004550;
const WIDE_IMAGE = 0x20b;
const COFF_HEADER = 24;
const SECTION = 40;
const NAME_BYTES = 8;
const WRITABLE = 0x80000000;
/** Where the header names the places of tables, that of exported symbols first. */
const WIDE_DIRECTORIES = 112;
const NARROW_DIRECTORIES = 96;

/**
 * Reads a Windows executable or library; undefined for what only begins like one, as programs for DOS do.
 *
 * @see https://learn.microsoft.com/en-us/windows/win32/debug/pe-format
 */
export function readPe(bytes: Uint8Array): Executable | undefined {
	const view = new ByteView(bytes, false);
	const start = view.u32(0x3c);
	if (view.u32(start) !== SIGNATURE) return undefined;

	const optional = start + COFF_HEADER;
	const isWide = view.u16(optional) === WIDE_IMAGE;
	const base = isWide ? view.u64(optional + 24) : view.u32(optional + 28);
	const table = optional + view.u16(start + 20);
	const count = Math.min(view.u16(start + 6), MAX_PARTS);
	const sections: ExecutableSection[] = [];
	const regions: ExecutableRegion[] = [];
	for (let index = 0; index < count; index++) {
		const at = table + index * SECTION;
		const stored = view.slice(view.u32(at + 20), view.u32(at + 16));
		if (stored === undefined) continue;

		// Sections are padded on disk to the alignment of files.
		const size = view.u32(at + 8);
		const part = size > 0 && size < stored.length ? stored.subarray(0, size) : stored;
		sections.push({ name: view.text(at, NAME_BYTES), read: () => part });
		const isWritable = (view.u32(at + 36) & WRITABLE) !== 0;
		regions.push({ address: base + view.u32(at + 12), isWritable, bytes: part });
	}
	const exportsAt = view.u32(optional + (isWide ? WIDE_DIRECTORIES : NARROW_DIRECTORIES));
	const addressOf = (symbol: string): number | undefined => exportedAddress({ regions }, base, exportsAt, symbol);
	return { format: "pe", size: bytes.length, isBigEndian: false, sections, regions, addressOf };
}
