export type {
	CatalogContext,
	Cataloger,
	ExecutableInterest,
	FoundFile,
	FoundPackage,
	JavaCoordinates,
	JavaIndex,
	PassingFile,
} from "./cataloger.ts";
export { CATALOGERS } from "./catalogers.ts";
export { InventoryError, type InventoryErrorCode } from "./errors.ts";
export type { Executable, ExecutableRegion, ExecutableSection } from "./executables/executable.ts";
export { type PurlParts, writePurl } from "./purl.ts";
export { type ReadPurl, readPurl } from "./read-purl.ts";
export { type ReadSbomOptions, readSbom, SBOM_FORMATS } from "./sbom/read-sbom.ts";
export type { IgnoredContent, SbomDocument } from "./sbom/sbom-document.ts";
export { type Inventory, type InventoryOptions, inventoryExcerpts, inventoryWants, takeInventory } from "./take-inventory.ts";
