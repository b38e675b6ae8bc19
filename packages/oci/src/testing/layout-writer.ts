import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { type Digest, digestOf, hexOf, type Platform } from "@plimsoll/core";
import { type TarItem, tar } from "./tar-writer.ts";

/** How a layer is stored. */
export type Compression = "gzip" | "zstd" | "none";

/** A layer of a test's image. */
export interface LayerToWrite {
	/** Its entries, or its tar. */
	readonly tar: readonly TarItem[] | Uint8Array;
	/** `gzip` unless another is named. */
	readonly compression?: Compression;
	/** The bytes of the blob as they are, whatever `tar` says: to store something damaged. */
	readonly blob?: Uint8Array;
	readonly diffId?: Digest;
	readonly mediaType?: string;
	readonly createdBy?: string;
	/** Whether the manifest names the blob and the layout does not hold it. */
	readonly missing?: boolean;
}

/** A test's image. */
export interface LayoutToWrite {
	readonly layers: readonly LayerToWrite[];
	/** Linux on amd64 unless another is named. */
	readonly platform?: Platform;
	/** Members added to the image configuration. */
	readonly config?: Readonly<Record<string, unknown>>;
	readonly tag?: string;
}

/** What was written. */
export interface WrittenLayout {
	readonly manifestDigest: Digest;
	readonly configDigest: Digest;
	readonly layerDigests: readonly Digest[];
	readonly diffIds: readonly Digest[];
}

interface Descriptor {
	readonly mediaType: string;
	readonly digest: Digest;
	readonly size: number;
}

const MEDIA_TYPES: Readonly<Record<Compression, string>> = {
	gzip: "application/vnd.oci.image.layer.v1.tar+gzip",
	zstd: "application/vnd.oci.image.layer.v1.tar+zstd",
	none: "application/vnd.oci.image.layer.v1.tar",
};

/**
 * Writes an OCI layout with one image into a folder, which is made if need be.
 *
 * @example
 * ```ts
 * await writeLayout(folder, { layers: [{ tar: [file("etc/os-release", "ID=debian\n")] }] });
 * ```
 */
export async function writeLayout(folder: string, image: LayoutToWrite): Promise<WrittenLayout> {
	await mkdir(join(folder, "blobs", "sha256"), { recursive: true });
	const layers = image.layers.map(layerBytes);
	const descriptors: Descriptor[] = [];
	for (const [index, layer] of layers.entries()) {
		const isMissing = image.layers[index]?.missing === true;
		descriptors.push(isMissing ? descriptorOf(layer.blob, layer.mediaType) : await writeBlob(folder, layer.blob, layer.mediaType));
	}
	const diffIds = layers.map((layer) => layer.diffId);
	const config = await writeJson(folder, configOf(image, diffIds), "application/vnd.oci.image.config.v1+json");
	const manifest = await writeJson(folder, { schemaVersion: 2, config, layers: descriptors }, "application/vnd.oci.image.manifest.v1+json");

	const annotations = image.tag === undefined ? {} : { annotations: { "org.opencontainers.image.ref.name": image.tag } };
	await writeFile(join(folder, "oci-layout"), JSON.stringify({ imageLayoutVersion: "1.0.0" }));
	await writeFile(join(folder, "index.json"), JSON.stringify({ schemaVersion: 2, manifests: [{ ...manifest, ...annotations }] }));
	return {
		manifestDigest: manifest.digest,
		configDigest: config.digest,
		layerDigests: descriptors.map((descriptor) => descriptor.digest),
		diffIds,
	};
}

/** The blob, diff id and media type of a layer. */
export function layerBytes(layer: LayerToWrite): { blob: Uint8Array; diffId: Digest; mediaType: string } {
	const bytes = layer.tar instanceof Uint8Array ? layer.tar : tar(layer.tar);
	const compression = layer.compression ?? "gzip";
	return {
		blob: layer.blob ?? compress(bytes, compression),
		diffId: layer.diffId ?? digestOf(bytes),
		mediaType: layer.mediaType ?? MEDIA_TYPES[compression],
	};
}

function compress(bytes: Uint8Array, compression: Compression): Uint8Array {
	switch (compression) {
		case "gzip":
			return gzipSync(bytes);
		case "zstd":
			return zstdCompressSync(bytes);
		case "none":
			return bytes;
	}
}

function configOf(image: LayoutToWrite, diffIds: readonly Digest[]): unknown {
	const history = image.layers.map((layer, index) => ({ created_by: layer.createdBy ?? `layer ${index}` }));
	return {
		os: "linux",
		architecture: "amd64",
		...image.platform,
		rootfs: { type: "layers", diff_ids: diffIds },
		history,
		...image.config,
	};
}

function writeJson(folder: string, document: unknown, mediaType: string): Promise<Descriptor> {
	return writeBlob(folder, Buffer.from(JSON.stringify(document)), mediaType);
}

async function writeBlob(folder: string, bytes: Uint8Array, mediaType: string): Promise<Descriptor> {
	const descriptor = descriptorOf(bytes, mediaType);
	await writeFile(join(folder, "blobs", "sha256", hexOf(descriptor.digest)), bytes);
	return descriptor;
}

function descriptorOf(bytes: Uint8Array, mediaType: string): Descriptor {
	return { mediaType, digest: digestOf(bytes), size: bytes.length };
}
