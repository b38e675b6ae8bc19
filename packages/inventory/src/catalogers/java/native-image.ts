import { gunzipSync } from "node:zlib";
import { ByteView } from "../../executables/byte-view.ts";
import { bytesAt, type Executable } from "../../executables/executable.ts";
import { unreadArchive } from "./archive-excerpt.ts";
import { writeArchiveExcerpt } from "./archive-excerpt-json.ts";

/** Compressed and inflated. A bill of materials of 20,000 components has some 10 MB. */
const MAX_SBOM_BYTES = 16 * 1024 * 1024;

/** How gzip begins as Java writes it: no name, no time. */
export const GZIP_MARK: Uint8Array = Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0]);

/**
 * The bill of materials that GraalVM puts into native executables (`--enable-sbom`): CycloneDX in JSON, compressed with gzip. It
 * is found by its symbols; in an executable that is not held as a whole, by how it begins.
 *
 * @see https://www.graalvm.org/latest/security-guide/native-image/sbom/
 */
export function excerptNativeImage(executable: Executable): Uint8Array | undefined {
	if (executable.format === "unknown") return excerptMarked(executable);
	const packed = packedSbom(executable);
	if (packed === undefined) return undefined;

	const sbom = inflated(packed);
	if (sbom !== undefined) return written(sbom);
	const message = `its bill of materials does not inflate to at most ${MAX_SBOM_BYTES} bytes`;
	return writeArchiveExcerpt(unreadArchive({ code: "file-malformed", message }));
}

/** Other programs may have variables of these names. */
function packedSbom(executable: Executable): Uint8Array | undefined {
	const address = executable.addressOf("sbom");
	const lengthAddress = address === undefined ? undefined : executable.addressOf("sbom_length");
	if (address === undefined || lengthAddress === undefined) return undefined;

	const length = new ByteView(bytesAt(executable, lengthAddress, 8) ?? new Uint8Array(0), executable.isBigEndian).u64(0);
	const packed = length <= MAX_SBOM_BYTES ? bytesAt(executable, address, length) : undefined;
	return packed?.[0] === GZIP_MARK[0] && packed?.[1] === GZIP_MARK[1] ? packed : undefined;
}

/** What is kept of such an executable are regions that begin with a mark. */
function excerptMarked(executable: Executable): Uint8Array | undefined {
	for (const { bytes } of executable.regions) {
		const text = Buffer.compare(bytes.subarray(0, GZIP_MARK.length), GZIP_MARK) === 0 ? inflated(bytes) : undefined;
		if (text?.startsWith("{") && text.includes('"CycloneDX"')) return written(text);
	}
	return undefined;
}

function inflated(packed: Uint8Array): string | undefined {
	try {
		return gunzipSync(packed, { maxOutputLength: MAX_SBOM_BYTES }).toString();
	} catch {
		return undefined;
	}
}

function written(sbom: string): Uint8Array {
	return writeArchiveExcerpt({ archives: [], problems: [], sbom });
}
