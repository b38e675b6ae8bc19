import { AdvisoryError } from "../errors.ts";
import { APPLICATION_ID, SCHEMA_VERSION } from "./schema.ts";

/** Bytes of an SQLite file's header. */
export const HEADER_BYTES = 100;

const MAGIC = "SQLite format 3\0";

/**
 * Checks the header of a database before SQLite sees the file.
 *
 * @param header its first bytes
 * @param size bytes of the whole file
 * @param path how errors call it
 * @throws {@link AdvisoryError} `database-foreign`, `database-version`, `database-corrupt`
 * @see https://www.sqlite.org/fileformat.html#the_database_header
 */
export function checkHeader(header: Uint8Array, size: number, path: string): void {
	const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
	const ours = header.length === HEADER_BYTES && startsWithMagic(header) && view.getUint32(68) === APPLICATION_ID;
	if (!ours) {
		throw new AdvisoryError("database-foreign", `${path}: expected an advisory database made by 'plimsoll db build', found another file`, {
			path,
		});
	}
	const version = view.getUint32(60);
	if (version !== SCHEMA_VERSION) {
		const message = `${path}: expected an advisory database of version ${SCHEMA_VERSION}, found ${version}; build it again with 'plimsoll db build'`;
		throw new AdvisoryError("database-version", message, { path });
	}
	const pageSize = view.getUint16(16) === 1 ? 65_536 : view.getUint16(16);
	const expected = pageSize * view.getUint32(28);
	if (size !== expected) {
		throw new AdvisoryError("database-corrupt", `${path}: expected an advisory database of ${expected} bytes, found ${size}`, { path });
	}
}

function startsWithMagic(header: Uint8Array): boolean {
	for (let index = 0; index < MAGIC.length; index += 1) if (header[index] !== MAGIC.charCodeAt(index)) return false;
	return true;
}
