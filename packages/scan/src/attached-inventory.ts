import type { CoverageSink, Limits } from "@plimsoll/core";
import { InventoryError } from "@plimsoll/inventory";
import { attachedSboms, type Image, type ReferrerSource } from "@plimsoll/oci";
import { type DocumentInventory, documentInventory } from "./document-inventory.ts";

/** How an attached bill of materials is looked for. */
export interface AttachedInventoryOptions {
	readonly limits: Limits;
	/** Takes what could not be read, and that nobody has verified what was. */
	readonly report: CoverageSink;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Takes the inventory out of a bill of materials that is attached to an image: the first that can be read. Undefined where there is
 * none, so that the image itself has to be looked into.
 *
 * @throws {@link import("@plimsoll/oci").OciError} where the registry does not say what is attached
 */
export async function sbomFromReferrers(
	source: ReferrerSource,
	{ digest }: Pick<Image, "digest">,
	{ limits, report, signal }: AttachedInventoryOptions,
): Promise<DocumentInventory | undefined> {
	for await (const document of attachedSboms(source, digest, { limits, report, signal })) {
		try {
			return documentInventory(document, limits, report);
		} catch (error) {
			if (!(error instanceof InventoryError)) throw error;
			report({ code: "reference-ignored", message: error.message });
		}
	}
	return undefined;
}
