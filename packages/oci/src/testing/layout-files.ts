import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Digest, digestOf, hexOf } from "@plimsoll/core";
import { file, tar } from "./tar-writer.ts";

/** A descriptor as it stands in a manifest; anything may be added to it or made to lie. */
export interface JsonDescriptor {
	readonly mediaType: string;
	readonly digest: Digest;
	readonly size: number;
	readonly [key: string]: unknown;
}

export const INDEX = "application/vnd.oci.image.index.v1+json";
export const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
export const CONFIG = "application/vnd.oci.image.config.v1+json";
export const LAYER = "application/vnd.oci.image.layer.v1.tar";

/** What a test's image consists of. */
export interface ImageParts {
	/** Bytes of the layers; one layer unless given. */
	readonly layers?: readonly Uint8Array[];
	/** Members of the configuration. */
	readonly config?: Readonly<Record<string, unknown>>;
	/** Members of the manifest. */
	readonly manifest?: Readonly<Record<string, unknown>>;
}

/** The files of an OCI layout or docker archive of a test, in memory, where each can be made to lie before it is written. */
export class LayoutFiles extends Map<string, Uint8Array | string> {
	/** Adds a blob; what is neither text nor bytes is stored as JSON. */
	blob(content: unknown, mediaType: string, members: Readonly<Record<string, unknown>> = {}): JsonDescriptor {
		const bytes = content instanceof Uint8Array ? content : Buffer.from(typeof content === "string" ? content : JSON.stringify(content));
		const digest = digestOf(bytes);
		this.set(blobPath(digest), bytes);
		return { mediaType, digest, size: bytes.length, ...members };
	}

	/** Adds an image, with a configuration that fits. */
	image(parts: ImageParts = {}, members: Readonly<Record<string, unknown>> = {}): JsonDescriptor {
		const layers = parts.layers ?? [tar([file("etc/os-release", "ID=debian\n")])];
		const rootfs = { type: "layers", diff_ids: layers.map((layer) => digestOf(layer)) };
		const config = this.blob({ os: "linux", architecture: "amd64", rootfs, ...parts.config }, CONFIG);
		const descriptors = layers.map((layer) => this.blob(layer, LAYER));
		return this.blob({ schemaVersion: 2, config, layers: descriptors, ...parts.manifest }, MANIFEST, members);
	}

	/** Adds an index. */
	index(manifests: readonly unknown[], members: Readonly<Record<string, unknown>> = {}): JsonDescriptor {
		return this.blob({ schemaVersion: 2, manifests }, INDEX, members);
	}

	/** Makes it an OCI layout that lists these. */
	layout(...manifests: readonly unknown[]): this {
		this.set("oci-layout", '{"imageLayoutVersion":"1.0.0"}');
		return this.set("index.json", JSON.stringify({ schemaVersion: 2, manifests }));
	}

	/** Writes the files into a folder. */
	async writeFolder(folder: string): Promise<string> {
		for (const [name, content] of this) {
			await mkdir(dirname(join(folder, name)), { recursive: true });
			await writeFile(join(folder, name), content);
		}
		return folder;
	}

	/** The files as a tar. */
	tar(): Buffer {
		return tar([...this].map(([name, content]) => file(name, content)));
	}
}

/** Where a layout keeps a blob. */
export function blobPath(digest: Digest): string {
	return `blobs/sha256/${hexOf(digest)}`;
}

/** A descriptor's annotations with a name. */
export function named(name: string): Readonly<Record<string, unknown>> {
	return { annotations: { "org.opencontainers.image.ref.name": name } };
}

/** A folder for one test, which is removed when the test ends. */
export async function temporaryFolder(test: { after(hook: () => Promise<void>): void }): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), "plimsoll-oci-"));
	test.after(() => rm(folder, { recursive: true, force: true }));
	return folder;
}
