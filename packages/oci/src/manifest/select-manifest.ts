import { compareText, type Digest, type Platform } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import type { Layout } from "./blobs.ts";
import { choosePlatform } from "./choose-platform.ts";
import type { Descriptor } from "./descriptor.ts";
import { isSameName } from "./image-name.ts";
import { listed } from "./listing.ts";
import { isIndexType, isManifestType } from "./media-types.ts";
import type { Selector } from "./selector.ts";
import { walkIndex } from "./walk-index.ts";

/** What the user wants of a layout. */
export interface Wish {
	readonly selector?: Selector | undefined;
	readonly platform?: Platform | undefined;
}

/** The manifest that was chosen. */
export interface Selection {
	readonly descriptor: Descriptor;
	/** The names that the layout gives to it, or to the index it was chosen from. */
	readonly names: readonly string[];
	/** Whether the platform decided, among several. */
	readonly byPlatform: boolean;
}

/** The manifests, and indexes of manifests, of one image. */
export interface Selections {
	readonly descriptors: readonly Descriptor[];
	readonly names: readonly string[];
}

/**
 * Chooses one image of a layout's `index.json`, for all its platforms, by what the user names.
 *
 * @throws {@link OciError} `tag-missing`, which lists what there is; `manifest-ambiguous`
 */
export async function selectManifests(
	layout: Layout,
	all: readonly Descriptor[],
	{ selector }: Pick<Wish, "selector">,
): Promise<Selections> {
	const images = await selectImages(layout, all, selector);
	const accompanying = images.length > 1 ? all.filter(({ accompanies }) => accompanies) : [];
	const digests = images.map(({ digest }) => digest);
	return { descriptors: [...images, ...accompanying], names: namesOf(all, digests) };
}

/** What the user names, or all there is: one image, or the same one for several platforms. */
async function selectImages(
	layout: Layout,
	all: readonly Descriptor[],
	selector: Selector | undefined,
): Promise<readonly [Descriptor, ...Descriptor[]]> {
	const { path } = layout.files;
	const images = all.filter(isImage);
	const named = selector === undefined ? images : await select(layout, { all, images }, selector);
	const [first, ...others] = new Map(named.map((descriptor) => [descriptor.digest, descriptor])).values();
	if (first === undefined) throw new OciError("index-malformed", `index.json of ${path} lists no image`, { path });
	if (others.length > 0 && !isOneImage(named, selector)) throw notNamed(path, images, selector);
	return [first, ...others];
}

/**
 * Chooses one manifest of a layout's `index.json`: by what the user names, then by platform where an index offers several.
 *
 * @throws {@link OciError} `tag-missing`, `platform-missing`, both of which list what there is; `manifest-ambiguous`
 */
export async function selectManifest(layout: Layout, all: readonly Descriptor[], { selector, platform }: Wish): Promise<Selection> {
	const distinct = await selectImages(layout, all, selector);
	const [only] = distinct;
	if (distinct.length === 1 && isManifestType(only.mediaType)) {
		return { descriptor: only, names: namesOf(all, [only.digest]), byPlatform: false };
	}
	const descriptor = await choosePlatform(layout, distinct, platform);
	const names = namesOf(all, [
		descriptor.digest,
		...distinct.filter(({ mediaType }) => isIndexType(mediaType)).map(({ digest }) => digest),
	]);
	return { descriptor, names, byPlatform: true };
}

interface Listing {
	readonly all: readonly Descriptor[];
	readonly images: readonly Descriptor[];
}

async function select(layout: Layout, { all, images }: Listing, selector: Selector): Promise<readonly Descriptor[]> {
	const { path } = layout.files;
	if (selector.kind === "name") {
		const matching = images.filter(({ names }) => names.some((name) => isSameName(name, selector.name)));
		if (matching.length > 0) return matching;
		throw new OciError("tag-missing", `${path} has no image named ${selector.name}; it has ${describe(images)}`, { path });
	}
	for await (const descriptor of walkIndex(layout, all)) {
		if (descriptor.digest !== selector.digest) continue;
		if (isImage(descriptor)) return [descriptor];
		throw new OciError("manifest-malformed", `${selector.digest} of ${path} is no image but something that accompanies one`, {
			path,
			blob: selector.digest,
		});
	}
	const problem = `${path} has no image with the digest ${selector.digest}; it has ${describe(images)}`;
	throw new OciError("tag-missing", problem, { path, blob: selector.digest });
}

/** Whether descriptors of different digests are one image for several platforms: the same names, and all with a platform. */
function isOneImage(descriptors: readonly Descriptor[], selector: Selector | undefined): boolean {
	if (descriptors.some(({ platform }) => platform === undefined)) return false;
	return selector !== undefined || new Set(descriptors.map(({ names }) => JSON.stringify([...names].sort(compareText)))).size === 1;
}

function notNamed(path: string, images: readonly Descriptor[], selector: Selector | undefined): OciError {
	if (selector?.kind === "name") {
		return new OciError("manifest-ambiguous", `${path} has several images named ${selector.name}; it has ${describe(images)}`, { path });
	}
	return new OciError(
		"tag-missing",
		`${path} has several images and none was named (PATH:TAG or PATH@DIGEST); it has ${describe(images)}`,
		{
			path,
		},
	);
}

function describe(images: readonly Descriptor[]): string {
	if (images.length === 0) return "no image";
	return listed(images.map(({ names, digest }) => (names.length === 0 ? digest : names.join(" or "))));
}

function isImage({ accompanies, mediaType }: Descriptor): boolean {
	return !accompanies && (isManifestType(mediaType) || isIndexType(mediaType));
}

function namesOf(all: readonly Descriptor[], digests: readonly Digest[]): string[] {
	const names = new Set<string>();
	for (const descriptor of all) {
		if (digests.includes(descriptor.digest)) for (const name of descriptor.names) names.add(name);
	}
	return [...names].sort(compareText);
}
