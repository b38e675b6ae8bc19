/** One tag of a made header: a text, texts or numbers; or an entry as it is, however wrong. */
export type RpmTag =
	| string
	| readonly string[]
	| readonly number[]
	| { readonly type: number; readonly offset: number; readonly count: number };

/** The bytes of a header of some tags, as rpm's database keeps it. */
export function rpmHeader(tags: Readonly<Record<number, RpmTag>>): Buffer {
	const index: Buffer[] = [];
	const data: Buffer[] = [];
	let offset = 0;
	for (const [tag, value] of Object.entries(tags)) {
		const { type, bytes, count, at } = encode(value, offset);
		const entry = Buffer.alloc(16);
		entry.writeUInt32BE(Number(tag), 0);
		entry.writeUInt32BE(type, 4);
		entry.writeUInt32BE(at, 8);
		entry.writeUInt32BE(count, 12);
		index.push(entry);
		data.push(bytes);
		offset += bytes.length;
	}
	const introduction = Buffer.alloc(8);
	introduction.writeUInt32BE(index.length, 0);
	introduction.writeUInt32BE(offset, 4);
	return Buffer.concat([introduction, ...index, ...data]);
}

/** A header with all that a package needs, and more tags. */
export function packageHeader(name: string, build: string, more: Readonly<Record<number, RpmTag>> = {}): Buffer {
	const [version = "", release = ""] = build.split("-");
	return rpmHeader({ 1000: name, 1001: version, 1002: release, ...more });
}

/** An NDB database of some headers: one page of slots, then the headers. */
export function ndbDatabase(headers: readonly Buffer[]): Buffer {
	const slots = Buffer.alloc(4096);
	slots.write("RpmP", 0, "latin1");
	slots.writeUInt32LE(1, 12);
	const blobs: Buffer[] = [];
	let block = slots.length / 16;
	for (let index = 0; index < 254; index++) slots.write("Slot", 32 + index * 16, "latin1");
	for (const [index, header] of headers.entries()) {
		const blocks = Math.ceil((header.length + 28) / 16);
		const blob = Buffer.alloc(blocks * 16);
		blob.write("BlbS", 0, "latin1");
		blob.writeUInt32LE(index + 1, 4);
		blob.writeUInt32LE(header.length, 12);
		header.copy(blob, 16);
		blobs.push(blob);
		for (const [at, value] of [index + 1, block, blocks].entries()) slots.writeUInt32LE(value, 36 + index * 16 + at * 4);
		block += blocks;
	}
	return Buffer.concat([slots, ...blobs]);
}

function encode(value: RpmTag, offset: number): { type: number; bytes: Buffer; count: number; at: number } {
	if (typeof value === "string") return { type: 6, bytes: Buffer.from(`${value}\0`), count: 1, at: offset };
	if ("type" in value) return { type: value.type, bytes: Buffer.alloc(0), count: value.count, at: value.offset };
	if (value.every((one) => typeof one === "string")) {
		return { type: 8, bytes: Buffer.from(value.map((one) => `${one}\0`).join("")), count: value.length, at: offset };
	}
	const bytes = Buffer.alloc(value.length * 4);
	for (const [index, one] of value.entries()) bytes.writeUInt32BE(Number(one), index * 4);
	return { type: 4, bytes, count: value.length, at: offset };
}
