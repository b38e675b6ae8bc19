import { crc32, deflateRawSync } from "node:zlib";

/** What a test says of an entry; all but the name is optional. */
export interface ZipItem {
	readonly name: string;
	readonly content?: string | Uint8Array;
	/** 0: stored, 8: deflated. */
	readonly method?: number;
	readonly flags?: number;
	/** Stored bytes in place of those of the content. */
	readonly raw?: Uint8Array;
	/** What the central directory says instead. */
	readonly central?: Partial<ZipFields>;
	/** What the local header says instead. */
	readonly local?: Partial<ZipFields>;
	/** The extra field of the central directory. */
	readonly extra?: Uint8Array;
}

/** Fields that both headers of an entry have. */
export interface ZipFields {
	readonly name: string;
	readonly flags: number;
	readonly method: number;
	readonly crc32: number;
	readonly stored: number;
	readonly size: number;
	/** Of the local header; only in the central directory. */
	readonly offset: number;
}

/** What a test says of a zip. */
export interface ZipOptions {
	readonly before?: Uint8Array;
	readonly after?: Uint8Array;
	readonly comment?: string;
	/** Between the central directory and the end record. */
	readonly beforeEnd?: (directory: { readonly start: number; readonly size: number }) => Uint8Array;
	/** What the end record says instead. */
	readonly end?: { readonly entries?: number; readonly size?: number; readonly offset?: number };
}

/** A zip of some entries, as honest as the test wants. */
export function zipOf(items: readonly ZipItem[], options: ZipOptions = {}): Buffer {
	const { before = Buffer.alloc(0), after = Buffer.alloc(0), comment = "", beforeEnd = () => Buffer.alloc(0), end = {} } = options;
	const parts: Uint8Array[] = [];
	const headers: Uint8Array[] = [];
	let offset = 0;
	for (const item of items) {
		const content = Buffer.from(item.content ?? "");
		const { method = 8, flags = 0 } = item;
		const raw = item.raw ?? (method === 8 ? deflateRawSync(content) : content);
		const fields = { name: item.name, flags, method, crc32: crc32(content), stored: raw.length, size: content.length, offset };
		const local = localHeader({ ...fields, ...item.local });
		parts.push(local, raw);
		headers.push(centralHeader({ ...fields, ...item.central }, item.extra ?? Buffer.alloc(0)));
		offset += local.length + raw.length;
	}
	const directory = Buffer.concat(headers);
	const record = Buffer.alloc(22 + comment.length);
	record.writeUInt32LE(0x06054b50, 0);
	record.writeUInt16LE((end.entries ?? items.length) & 0xffff, 8);
	record.writeUInt16LE((end.entries ?? items.length) & 0xffff, 10);
	record.writeUInt32LE(end.size ?? directory.length, 12);
	record.writeUInt32LE(end.offset ?? offset, 16);
	record.writeUInt16LE(comment.length, 20);
	record.write(comment, 22, "latin1");
	return Buffer.concat([before, ...parts, directory, beforeEnd({ start: offset, size: directory.length }), record, after]);
}

/** A jar of some files, by their names. */
export function jarOf(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
	return zipOf(Object.entries(files).map(([name, content]) => ({ name, content, method: typeof content === "string" ? 8 : 0 })));
}

function localHeader(fields: ZipFields): Buffer {
	const name = Buffer.from(fields.name);
	const header = Buffer.alloc(30);
	header.writeUInt32LE(0x04034b50, 0);
	header.writeUInt16LE(fields.flags, 6);
	header.writeUInt16LE(fields.method, 8);
	header.writeUInt32LE(fields.crc32, 14);
	header.writeUInt32LE(fields.stored, 18);
	header.writeUInt32LE(fields.size, 22);
	header.writeUInt16LE(name.length, 26);
	return Buffer.concat([header, name]);
}

function centralHeader(fields: ZipFields, extra: Uint8Array): Buffer {
	const name = Buffer.from(fields.name);
	const header = Buffer.alloc(46);
	header.writeUInt32LE(0x02014b50, 0);
	header.writeUInt16LE(fields.flags, 8);
	header.writeUInt16LE(fields.method, 10);
	header.writeUInt32LE(fields.crc32, 16);
	header.writeUInt32LE(fields.stored, 20);
	header.writeUInt32LE(fields.size, 24);
	header.writeUInt16LE(name.length, 28);
	header.writeUInt16LE(extra.length, 30);
	header.writeUInt32LE(fields.offset, 42);
	return Buffer.concat([header, name, extra]);
}
