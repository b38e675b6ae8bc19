import type { Package } from "@plimsoll/core";
import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { InventoryError } from "../../errors.ts";
import { readSbom } from "../../sbom/read-sbom.ts";
import type { SbomDocument } from "../../sbom/sbom-document.ts";
import { isSystemType } from "../../sbom/systems.ts";

/**
 * Finds packages that bills of materials in an image name and nothing else does. In a folder they do not count: a project's own
 * say what was built of it at some time, and those of its tests anything.
 */
export function catalogSboms(context: CatalogContext): void {
	if (context.subject !== "image") return;
	for (const file of context.files) {
		const document = open(context, file);
		if (document !== undefined) addPackages(context, file.path, document);
	}
}

function open({ limits, report }: CatalogContext, { path, bytes }: FoundFile): SbomDocument | undefined {
	try {
		return readSbom(bytes, {
			limits,
			report: (entry) => entry.code !== "package-unidentified" && report({ ...entry, message: `${path}: ${entry.message}`, path }),
			keepsSubject: true,
			name: path,
		});
	} catch (error) {
		if (!(error instanceof InventoryError)) throw error;
		// Other files have such names, too.
		if (error.code === "sbom-unknown") return undefined;
		const { code, message, limit } = error;
		report({ code: code === "sbom-limit" ? "file-limit" : "file-malformed", message, path, ...(limit === undefined ? {} : { limit }) });
		return undefined;
	}
}

/** What somebody found itself is known better; what no advisory could name is the document's own business. */
function addPackages(context: CatalogContext, path: string, { packages }: SbomDocument): void {
	let left = 0;
	for (const one of packages) {
		if (context.isFound(one.type, one.name)) continue;
		if (one.ecosystem !== undefined || isSystemType(one.type)) context.add(foundIn(path, one));
		else left++;
	}
	if (left === 0) return;
	const message = `${path}: ${left} of ${packages.length} packages in it are of no ecosystem with advisories, and left out`;
	context.report({ code: "package-unidentified", message, path });
}

function foundIn(path: string, { locations: _, ownedBy: __, ...one }: Package): Parameters<CatalogContext["add"]>[0] {
	return { ...one, path };
}
