import { isDigest, type LayerSummary, type Platform, parsePlatform, type Subject } from "@plimsoll/core";
import { field, textField } from "../formats/value.ts";
import { type Facts, factOf, parsed } from "./facts.ts";

/** The platform that facts about a subject name. */
export function platformOf(facts: Facts): Platform | undefined {
	const platform = parsePlatform(factOf(facts, "platform") ?? "");
	const osVersion = factOf(facts, "osVersion");
	return platform === undefined || osVersion === undefined ? platform : { ...platform, osVersion };
}

/**
 * What was examined, as Plimsoll wrote it.
 *
 * @param version of the subject's component: an image's digest
 */
export function ownSubject(facts: Facts, version: string | undefined): Subject | undefined {
	const kind = factOf(facts, "kind");
	const target = factOf(facts, "target");
	if (target === undefined) return undefined;
	if (kind === "directory") return { kind, target };

	const configDigest = factOf(facts, "imageId");
	const platform = platformOf(facts);
	if (kind !== "image" || !isDigest(version) || !isDigest(configDigest) || platform === undefined) return undefined;
	const layers = (facts.get("layer") ?? []).map(layerOf).filter((layer) => layer !== undefined);
	return { kind, target, digest: version, configDigest, tags: facts.get("tag") ?? [], platform, layers };
}

function layerOf(text: string): LayerSummary | undefined {
	const value = parsed(text);
	const [digest, diffId, mediaType, createdBy] = ["digest", "diffId", "mediaType", "createdBy"].map((key) => textField(value, key));
	const size = field(value, "size");
	if (!isDigest(digest) || mediaType === undefined) return undefined;
	return {
		digest,
		...(isDigest(diffId) ? { diffId } : {}),
		mediaType,
		...(typeof size === "number" ? { size } : {}),
		...(createdBy === undefined ? {} : { createdBy }),
	};
}
