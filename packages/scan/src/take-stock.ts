import { setImmediate as nextTurn } from "node:timers/promises";
import { defaultLimits, type LayerSummary, type Limits, type Subject } from "@plimsoll/core";
import { type Inventory, inventoryExcerpts, inventoryWants, takeInventory } from "@plimsoll/inventory";
import { type Directory, type FileTree, type Image, layerSummary, type Opened, readDirectory, readLayers } from "@plimsoll/oci";
import { sbomFromReferrers } from "./attached-inventory.ts";
import type { CoverageLog } from "./coverage-log.ts";
import { documentInventory } from "./document-inventory.ts";
import type { Examination } from "./examine.ts";
import type { ScanOptions } from "./scan-options.ts";

/** What is in a subject. */
export interface Stock extends Pick<Inventory, "operatingSystem" | "packages"> {
	readonly subject: Subject;
}

/** Finds what is in a subject: out of its files, or as a bill of materials says. */
export async function takeStock(opened: Opened, examination: Examination, coverage: CoverageLog): Promise<Stock> {
	const { options, watch } = examination;
	const limits = options.limits ?? defaultLimits();
	if (opened.kind === "document") {
		await beginInventory(options);
		return await watch.time("inventory", () => documentInventory(opened, limits, coverage.add));
	}
	if (opened.kind === "image") coverage.addAll(opened.coverage ?? []);
	if (opened.kind === "image" && options.sbomSource !== undefined) {
		const attached = await watch.time("attached", () => attachedStock(opened, examination, coverage));
		if (attached !== undefined) return attached;
	}
	const tree = await watch.time("layers", () => readTree(opened, examination, coverage));
	await beginInventory(options);
	const javaIndex = options.javaIndex === undefined ? {} : { javaIndex: options.javaIndex };
	const inventory = await watch.time("inventory", () => takeInventory(tree, { subject: rulesFor(opened), limits, ...javaIndex }));
	coverage.addAll(inventory.coverage);
	return { ...inventory, subject: describe(opened, tree.layers) };
}

/** What a bill of materials says that is attached to an image, where one is to be taken at its word and there is one. */
async function attachedStock(image: Image, { options }: Examination, coverage: CoverageLog): Promise<Stock | undefined> {
	if (image.referrers === undefined) {
		const message = `${image.target} is in no registry, where a bill of materials could be attached to it; the image itself was examined`;
		coverage.add({ code: "reference-ignored", message });
		return undefined;
	}
	const limits: Limits = options.limits ?? defaultLimits();
	const found = await sbomFromReferrers(image.referrers, image, { limits, report: coverage.add, signal: options.signal });
	if (found !== undefined)
		return {
			...found,
			subject: describe(
				image,
				image.layers.map((layer) => layerSummary(layer)),
			),
		};

	const message = `No bill of materials is attached to ${image.digest}; the image itself was examined`;
	coverage.add({ code: "reference-ignored", message });
	return undefined;
}

function readTree(opened: Image | Directory, { options, shared, skipped }: Examination, coverage: CoverageLog): Promise<FileTree> {
	const limits = options.limits ?? defaultLimits();
	const reading = {
		wants: inventoryWants(),
		excerpts: inventoryExcerpts({ subject: opened.kind, limits }),
		limits,
		...(skipped === undefined ? {} : { skipped }),
		report: coverage.add,
		...(shared === undefined ? {} : { shared }),
		onProgress: (bytes: number, total: number | undefined) =>
			options.onProgress?.({ step: "layers", bytes, ...(total === undefined ? {} : { total }) }),
		...(options.signal === undefined ? {} : { signal: options.signal }),
	};
	return opened.kind === "image" ? readLayers(opened, reading) : readDirectory(opened, reading);
}

/**
 * Lets the process hear what has come meanwhile, since from here on the thread is not given up. The first turn may be that of the
 * event that led here, in which no more events are looked for; the second begins with them.
 */
async function beginInventory({ signal, onProgress }: ScanOptions): Promise<void> {
	await nextTurn();
	await nextTurn();
	signal?.throwIfAborted();
	onProgress?.({ step: "inventory" });
}

/** A whole system is judged as an image is: by what is installed. */
function rulesFor(opened: Image | Directory): "image" | "directory" {
	return opened.kind === "image" || opened.holds === "system" ? "image" : "directory";
}

function describe(opened: Image | Directory, layers: readonly LayerSummary[]): Subject {
	if (opened.kind === "directory") return { kind: "directory", target: opened.target };
	const { kind, target, digest, configDigest, tags, platform } = opened;
	return { kind, target, digest, configDigest, tags, platform, layers };
}
