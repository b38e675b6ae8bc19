import { compareText, hexOf } from "@plimsoll/core";
import { OciError } from "../../errors.ts";
import { isSameName } from "../../manifest/image-name.ts";
import { listed } from "../../manifest/listing.ts";
import type { Selector } from "../../manifest/selector.ts";
import type { DockerImage } from "./docker-manifest.ts";

/** How many digits of an image id docker shows. Fewer do not name an image. */
const SHORT_ID = 12;

/**
 * Chooses one image of a docker archive: by name or image id, or the only one.
 *
 * @returns the image with all names that the archive gives to it, ordered
 * @throws {@link OciError} `tag-missing`, which lists what there is; `manifest-ambiguous`; `manifest-malformed` when there is none
 */
export function chooseImage(path: string, images: readonly DockerImage[], selector: Selector | undefined): DockerImage {
	const chosen = selector === undefined ? images : images.filter((image) => isMeant(image, selector));
	const [first] = chosen;
	if (images.length === 0) throw new OciError("manifest-malformed", `manifest.json of ${path} lists no image`, { path });
	if (first === undefined)
		throw new OciError("tag-missing", `${path} has no image ${nameOf(selector)}; it has ${describe(images)}`, { path });

	const same = images.filter(({ config }) => config === first.config);
	if (chosen.some(({ config }) => config !== first.config)) {
		if (selector !== undefined) {
			throw new OciError("manifest-ambiguous", `${path} has several images ${nameOf(selector)}; it has ${describe(images)}`, { path });
		}
		throw new OciError("tag-missing", `${path} has several images and none was named (PATH:TAG); it has ${describe(images)}`, { path });
	}
	if (same.some(({ layers }) => layers.join("\n") !== first.layers.join("\n"))) {
		throw new OciError("manifest-ambiguous", `manifest.json of ${path} lists the configuration ${first.config} with different layers`, {
			path,
		});
	}
	return { ...first, tags: [...new Set(same.flatMap(({ tags }) => tags))].sort(compareText) };
}

function isMeant({ tags, configDigest }: DockerImage, selector: Selector): boolean {
	if (selector.kind === "digest") return configDigest === selector.digest;
	if (tags.some((tag) => isSameName(tag, selector.name))) return true;
	const isId = selector.name.length >= SHORT_ID && /^[0-9a-f]+$/.test(selector.name);
	return isId && configDigest !== undefined && hexOf(configDigest).startsWith(selector.name);
}

function nameOf(selector: Selector | undefined): string {
	if (selector === undefined) return "";
	return selector.kind === "digest" ? `with the id ${selector.digest}` : `named ${selector.name}`;
}

function describe(images: readonly DockerImage[]): string {
	return listed(images.map(({ tags, config }) => (tags.length === 0 ? config : tags.join(" or "))));
}
