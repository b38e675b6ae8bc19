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
export type { Executable, ExecutableRegion, ExecutableSection } from "./executables/executable.ts";
export { type PurlParts, writePurl } from "./purl.ts";
export { type Inventory, type InventoryOptions, inventoryExcerpts, inventoryWants, takeInventory } from "./take-inventory.ts";
