import { zstdCompressSync } from "node:zlib";
import { createDigester } from "@plimsoll/core";
import { file, header, type LayerToWrite, sealHeader } from "@plimsoll/oci/testing";

const BATCH = 20_000;
const BLOCK = 512;

/** A blob that says the same again and again: members and frames that follow one another are one stream. */
export function repeated(member: Uint8Array, times: number): Buffer {
	return Buffer.concat(Array.from({ length: times }, () => member));
}

/** A layer of `count` empty files, whose tar never exists as a whole. */
export function layerOfFiles(count: number, pathOf: (index: number) => string): LayerToWrite {
	const digester = createDigester();
	const frames: Buffer[] = [];
	for (let from = 0; from < count; from += BATCH) {
		const last = from + BATCH >= count;
		const batch = headers(from, Math.min(from + BATCH, count), pathOf);
		const bytes = last ? Buffer.concat([batch, Buffer.alloc(2 * BLOCK)]) : batch;
		digester.update(bytes);
		frames.push(zstdCompressSync(bytes));
	}
	return { tar: [], blob: Buffer.concat(frames), compression: "zstd", diffId: digester.digest() };
}

function headers(from: number, to: number, pathOf: (index: number) => string): Buffer {
	const bytes = Buffer.alloc((to - from) * BLOCK);
	const template = header(file(""), 0);
	for (let index = from; index < to; index++) {
		const block = bytes.subarray((index - from) * BLOCK, (index - from + 1) * BLOCK);
		template.copy(block);
		block.write(pathOf(index), 0, 100);
		sealHeader(block);
	}
	return bytes;
}
