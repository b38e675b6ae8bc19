import { ByteView } from "./byte-view.ts";
import { bytesAt, type Executable } from "./executable.ts";

const DIRECTORY_BYTES = 40;
/** Exported symbols that are looked at in one library. The largest of Windows itself have some 30,000. */
const MAX_EXPORTS = 65_536;

/**
 * The address of a symbol that a Windows executable exports.
 *
 * @param base what addresses in its tables are relative to
 * @param directory the relative address of the directory of exports
 * @see https://learn.microsoft.com/en-us/windows/win32/debug/pe-format#the-edata-section-image-only
 */
export function exportedAddress(
	executable: Pick<Executable, "regions">,
	base: number,
	directory: number,
	symbol: string,
): number | undefined {
	const read = (relative: number, length: number): ByteView =>
		new ByteView(bytesAt(executable, base + relative, length) ?? new Uint8Array(0), false);
	const header = read(directory, DIRECTORY_BYTES);
	const count = header.u32(24);
	if (!(count <= MAX_EXPORTS)) return undefined;

	const names = read(header.u32(32), count * 4);
	for (let index = 0; index < count; index++) {
		if (read(names.u32(index * 4), symbol.length + 1).text(0, symbol.length + 1) !== symbol) continue;
		const ordinal = read(header.u32(36) + index * 2, 2).u16(0);
		const address = read(header.u32(28) + ordinal * 4, 4).u32(0);
		return address > 0 ? base + address : undefined;
	}
	return undefined;
}
