import assert from "node:assert/strict";
import type { CoverageEntry } from "@plimsoll/core";
import { type LayerToWrite, type TarItem, type WrittenLayout, writeLayout } from "@plimsoll/oci/testing";
import { type Measured, measured } from "./measured-run.ts";
import { DEBIAN_LAYER } from "./vulnerable-image.ts";

/** What no scan may take, whatever it is given. */
export const GIBIBYTE: number = 1024 ** 3;

/** What a report of a hostile image is looked at for. */
export interface HostileScan {
	readonly ran: Measured;
	readonly image: WrittenLayout;
	readonly coverage: readonly CoverageEntry[];
	/** Names of the packages of the hostile layers. */
	readonly packages: readonly string[];
}

/**
 * Scans an image of a harmless layer and hostile ones, and asserts what must hold whatever these are: the scan ends by itself,
 * within a gigabyte, with a report that still has the harmless layer's packages.
 *
 * @param sabotage is given the layout before it is scanned
 */
export async function scanHostile(
	folder: string,
	layers: readonly LayerToWrite[],
	sabotage: (image: WrittenLayout) => void = () => {},
): Promise<HostileScan> {
	const image = await writeLayout(folder, { layers: [DEBIAN_LAYER, ...layers] });
	sabotage(image);
	const ran = await measured(["scan", `oci:${folder}`, "--format", "json"]);

	assert.ok(ran.status === 0 || ran.status === 3, `exit code ${ran.status}: ${ran.stderr}`);
	assert.ok(ran.peakBytes > 0 && ran.peakBytes < GIBIBYTE, `${ran.peakBytes} bytes of memory`);
	const report: { packages: { name: string }[]; coverage: CoverageEntry[] } = JSON.parse(ran.stdout);
	const names = report.packages.map(({ name }) => name);
	assert.ok(names.includes("libexpat1"), "the harmless layer's packages are lost");
	return { ran, image, coverage: report.coverage, packages: names.filter((name) => name !== "libexpat1" && name !== "base-files") };
}

/** A layer of these entries, which is damaged in no way. */
export function layer(...tar: readonly TarItem[]): LayerToWrite {
	return { tar };
}
