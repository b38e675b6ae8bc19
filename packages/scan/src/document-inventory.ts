import type { CoverageSink, Limits, SbomSubject } from "@plimsoll/core";
import { readSbom, type SbomDocument } from "@plimsoll/inventory";
import type { Document } from "@plimsoll/oci";

/** What a bill of materials says, as the subject of a scan. */
export interface DocumentInventory extends Pick<SbomDocument, "operatingSystem" | "packages"> {
	readonly subject: SbomSubject;
}

/**
 * Takes the inventory that a bill of materials is, and says that nobody has verified it.
 *
 * @throws {@link import("@plimsoll/inventory").InventoryError} where it is none
 */
export function documentInventory({ target, digest, bytes }: Document, limits: Limits, report: CoverageSink): DocumentInventory {
	const document = readSbom(bytes, { limits, report, name: target });
	report({ code: "sbom-unverified", message: `${target}: ${caveat(document)}` });
	const { format, describes, operatingSystem, packages } = document;
	return {
		subject: { kind: "sbom", target, digest, format, ...(describes === undefined ? {} : { describes }) },
		...(operatingSystem === undefined ? {} : { operatingSystem }),
		packages,
	};
}

function caveat({ creators, ignored }: SbomDocument): string {
	const maker =
		creators.length === 0
			? "its maker"
			: creators
					.slice(0, 3)
					.map((creator) => creator.slice(0, 100))
					.join(", ");
	const left = ignored.map(({ what, count }) => `${count} ${what}`).join(", ");
	return `taken at its word; what ${maker} did not see is not in it${left === "" ? "" : `; not read: ${left}`}`;
}
