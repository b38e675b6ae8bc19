import { crc32, deflateRawSync } from "node:zlib";

/** One file of a made zip; fields that are given lie about the content. */
export interface ZipPart {
	readonly name: string;
	readonly content: string | Buffer;
	readonly crc?: number;
	readonly size?: number;
	readonly method?: number;
	readonly flags?: number;
}

/** The bytes of a zip, as honest or not as its parts ask. */
export function makeZip(parts: readonly ZipPart[]): Buffer {
	const locals: Buffer[] = [];
	const centrals: Buffer[] = [];
	let offset = 0;
	for (const part of parts) {
		const content = Buffer.from(part.content);
		const data = part.method === 0 ? content : deflateRawSync(content);
		const name = Buffer.from(part.name);
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE(part.flags ?? 0, 2);
		common.writeUInt16LE(part.method ?? 8, 4);
		common.writeUInt32LE(part.crc ?? crc32(content), 10);
		common.writeUInt32LE(data.length, 14);
		common.writeUInt32LE(part.size ?? content.length, 18);
		common.writeUInt16LE(name.length, 22);
		const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, name, data]);
		const place = Buffer.alloc(14);
		place.writeUInt32LE(offset, 10);
		centrals.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, place, name]));
		locals.push(local);
		offset += local.length;
	}
	const directory = Buffer.concat(centrals);
	const end = Buffer.alloc(22);
	end.write("PK\x05\x06", 0, "latin1");
	end.writeUInt16LE(parts.length, 8);
	end.writeUInt16LE(parts.length, 10);
	end.writeUInt32LE(directory.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...locals, directory, end]);
}

/** A zip of records, each in a file by its id. */
export function zipOf(records: readonly object[]): Buffer {
	return makeZip(records.map((record, index) => ({ name: `${"id" in record ? String(record.id) : index}.json`, content: JSON.stringify(record) })));
}
