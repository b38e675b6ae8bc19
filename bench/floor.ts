/**
 * The least that a scan can do: reads the largest blob of an OCI layout, or a docker archive, inflates it and hashes it as
 * stored and as inflated, with nothing but Node.js' own streams.
 *
 * Usage: node bench/floor.ts LAYOUT-OR-ARCHIVE
 */
import { createHash } from "node:crypto";
import { createReadStream, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { createGunzip } from "node:zlib";

const CHUNK_BYTES = 256 * 1024;

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error("usage: node bench/floor.ts LAYOUT-OR-ARCHIVE");

const isLayout = statSync(path).isDirectory();
const stored = createReadStream(isLayout ? largestBlob(path) : path, { highWaterMark: CHUNK_BYTES });
const digests = [createHash("sha256")];
stored.on("data", (chunk) => digests[0]?.update(chunk));
if (isLayout) {
	const inflated = createHash("sha256");
	digests.push(inflated);
	for await (const chunk of stored.pipe(createGunzip({ chunkSize: CHUNK_BYTES }))) inflated.update(chunk);
} else {
	for await (const _ of stored);
}
for (const digest of digests) console.log(`sha256:${digest.digest("hex")}`);

function largestBlob(layout: string): string {
	const blobs = join(layout, "blobs/sha256");
	const sized = readdirSync(blobs).map((name) => ({ place: join(blobs, name), size: statSync(join(blobs, name)).size }));
	const [largest] = sized.sort((a, b) => b.size - a.size);
	if (largest === undefined) throw new Error(`${blobs} is empty`);
	return largest.place;
}
