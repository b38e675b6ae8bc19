import { type CoverageEntry, defaultLimits, type Evidence, type Limits } from "@plimsoll/core";
import { type IgnoredContent, readSbom } from "@plimsoll/inventory";
import { type Document, openSubject } from "@plimsoll/oci";
import type { BillOrigin } from "@plimsoll/report/sbom";
import { CliError } from "../cli-error.ts";
import { thisTool } from "../tool.ts";

/** A bill of materials that was read. */
export interface ReadBill {
	/** What it says, nothing matched. Its subject is the one that it describes, where Plimsoll wrote it. */
	readonly evidence: Evidence;
	readonly origin: BillOrigin;
	/** What has no place in an inventory and was passed over. */
	readonly ignored: readonly IgnoredContent[];
}

/**
 * Reads a bill of materials.
 *
 * @param target a file, or `sbom:FILE`
 * @throws {CliError} `usage` where the target is something else
 */
export async function readBill(target: string, changed: Partial<Limits>, signal: AbortSignal): Promise<ReadBill> {
	const limits = { ...defaultLimits(), ...changed };
	const opened = await openSubject(target, { limits, signal });
	if (opened.kind === "document") return billOf(opened, limits);

	if (opened.kind === "image") await opened.close();
	throw new CliError("usage", `${target}: expected a bill of materials; found ${opened.kind === "image" ? "an image" : "a folder"}`);
}

function billOf({ target, digest, bytes }: Document, limits: Limits): ReadBill {
	const coverage: CoverageEntry[] = [];
	const document = readSbom(bytes, { limits, name: target, report: (entry) => coverage.push(entry) });
	const { format, describes, subject, operatingSystem, packages, created, creators, ignored } = document;
	return {
		evidence: {
			subject: subject ?? { kind: "sbom", target, digest, format, ...(describes === undefined ? {} : { describes }) },
			tool: thisTool(),
			...(operatingSystem === undefined ? {} : { operatingSystem }),
			packages,
			findings: [],
			coverage,
			timings: [],
		},
		origin: { creators, ...(created === undefined ? {} : { created }) },
		ignored,
	};
}
