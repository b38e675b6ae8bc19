const BLOCK = 512;

/** What one entry of a test's tar is; every field of the header can be made to lie. */
export interface TarItem {
	readonly path: string;
	/** The type byte: `0` file, `1` hard link, `2` symlink, `3` character device, `5` directory, `6` FIFO, `x` PAX, … */
	readonly type?: string;
	readonly content?: Uint8Array | string;
	readonly linkTarget?: string;
	readonly mode?: number;
	/** What the header says, where it is to differ from the content's length. */
	readonly size?: number;
	/** The bytes of the size field as they are. */
	readonly sizeField?: Uint8Array;
	/** PAX records that go before the entry. */
	readonly pax?: Readonly<Record<string, string>>;
}

/** A file. */
export function file(path: string, content: Uint8Array | string = "", mode: number = 0o644): TarItem {
	return { path, content, mode };
}

/** A directory. */
export function directory(path: string, mode: number = 0o755): TarItem {
	return { path: path.endsWith("/") ? path : `${path}/`, type: "5", mode };
}

/** A symbolic link. */
export function symlink(path: string, linkTarget: string): TarItem {
	return { path, type: "2", linkTarget, mode: 0o777 };
}

/** A hard link to an entry of the same archive or of a lower layer. */
export function hardLink(path: string, linkTarget: string): TarItem {
	return { path, type: "1", linkTarget };
}

/** A whiteout: hides `path` in lower layers. */
export function whiteout(path: string): TarItem {
	const slash = path.lastIndexOf("/") + 1;
	return file(`${path.slice(0, slash)}.wh.${path.slice(slash)}`);
}

/** An opaque marker: hides what lower layers hold in a folder. */
export function opaque(folder: string): TarItem {
	return file(`${folder}/.wh..wh..opq`);
}

/** A whole tar with its end marker; names too long for a header get a PAX record. */
export function tar(items: readonly TarItem[]): Buffer {
	return Buffer.concat([...items.flatMap(entryBytes), Buffer.alloc(2 * BLOCK)]);
}

/** The bytes of one entry: PAX header where it needs one, header, content, padding. */
export function entryBytes(item: TarItem): Buffer[] {
	const pax: Record<string, string> = { ...item.pax };
	if (Buffer.byteLength(item.path) > 100) pax["path"] ??= item.path;
	if (Buffer.byteLength(item.linkTarget ?? "") > 100) pax["linkpath"] ??= item.linkTarget ?? "";

	const parts: Buffer[] = [];
	if (Object.keys(pax).length > 0) parts.push(...entryBytes({ path: "PaxHeader", type: "x", content: paxRecords(pax) }));
	const content = Buffer.from(item.content ?? "");
	parts.push(header(item, content.length), content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK));
	return parts;
}

/** The records of a PAX header. */
export function paxRecords(records: Readonly<Record<string, string>>): Buffer {
	return Buffer.concat(Object.entries(records).map(([key, value]) => paxRecord(key, value)));
}

/** One record of a PAX header, with its own length in front. */
export function paxRecord(key: string, value: string): Buffer {
	const rest = Buffer.byteLength(` ${key}=${value}\n`);
	let length = rest + String(rest).length;
	if (String(length).length > String(rest).length) length = rest + String(length).length;
	return Buffer.from(`${length} ${key}=${value}\n`);
}

/** A header block with its checksum. */
export function header(item: TarItem, length: number): Buffer {
	const block = Buffer.alloc(BLOCK);
	block.write(item.path.slice(0, 100), 0, 100);
	block.write(`${(item.mode ?? 0o644).toString(8).padStart(7, "0")}\0`, 100, "latin1");
	block.write("0000000\u00000000000\0", 108, "latin1");
	if (item.sizeField === undefined) block.write(`${(item.size ?? length).toString(8).padStart(11, "0")}\0`, 124, "latin1");
	else block.set(item.sizeField, 124);
	block.write("00000000000\0", 136, "latin1");
	block.write(item.type ?? "0", 156, "latin1");
	block.write((item.linkTarget ?? "").slice(0, 100), 157, 100);
	block.write("ustar\u000000", 257, "latin1");
	return sealHeader(block);
}

/** Writes the checksum of a header block. */
export function sealHeader(block: Buffer): Buffer {
	block.write("        ", 148, "latin1");
	let sum = 0;
	for (const byte of block) sum += byte;
	block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
	return block;
}
