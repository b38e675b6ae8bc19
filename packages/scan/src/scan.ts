import { defaultLimits, type Evidence } from "@plimsoll/core";
import { type OpenOptions, openPlatforms, openSubject, SharedLayers, SkippedPaths } from "@plimsoll/oci";
import { examine } from "./examine.ts";
import type { ScanOptions } from "./scan-options.ts";
import { Stopwatch } from "./stopwatch.ts";

/**
 * Establishes the evidence about one subject: opens it, reads each layer once, takes the inventory and matches it against
 * the advisories.
 *
 * @param target what `parseTarget` of `@plimsoll/oci` understands: `oci:PATH[:TAG]`, `docker-archive:PATH`, `sbom:PATH`, a bare path,
 * `registry:NAME`, an image's name where no such path exists, …
 * @throws {@link import("@plimsoll/oci").OciError} or {@link import("@plimsoll/inventory").InventoryError} where nothing can be said about the subject at all; damage to a part of
 * it is a coverage entry instead
 * @example
 * const evidence = await scan("oci:./layout", { tool: { name: "example", version: "1.0.0" }, database });
 */
export async function scan(target: string, options: ScanOptions): Promise<Evidence> {
	const watch = new Stopwatch();
	const skipped = skippedBy(options);
	options.onProgress?.({ step: "open" });
	const opened = await watch.time("open", () => openSubject(target, openOptions(options)));
	try {
		return await examine(opened, { options, watch, skipped });
	} finally {
		if (opened.kind === "image") await opened.close();
	}
}

/**
 * Establishes the evidence about a subject for every platform that it is there for, in the order of its index; a layer that
 * several of them have is read once. `options.platform` is not looked at.
 *
 * @returns never empty
 * @throws {@link import("@plimsoll/oci").OciError} as {@link scan}
 */
export async function scanPlatforms(target: string, options: ScanOptions): Promise<readonly Evidence[]> {
	const skipped = skippedBy(options);
	options.onProgress?.({ step: "open" });
	const opened = await openPlatforms(target, openOptions(options));
	const images = opened.filter((subject) => subject.kind === "image");
	try {
		const shared = new SharedLayers(images);
		const all: Evidence[] = [];
		for (const subject of opened) all.push(await examine(subject, { options, watch: new Stopwatch(), skipped, shared }));
		return all;
	} finally {
		await images[0]?.close();
	}
}

/** Before anything is opened: a pattern that is none costs no download. */
function skippedBy({ skip }: ScanOptions): SkippedPaths | undefined {
	return skip === undefined ? undefined : new SkippedPaths(skip);
}

function openOptions(options: ScanOptions): OpenOptions {
	return {
		limits: options.limits ?? defaultLimits(),
		...(options.platform === undefined ? {} : { platform: options.platform }),
		...(options.signal === undefined ? {} : { signal: options.signal }),
		...(options.input === undefined ? {} : { input: options.input }),
		...(options.registry === undefined ? {} : { registry: options.registry }),
	};
}
