export type { CatalogContext, Cataloger, FoundFile, FoundPackage } from "./cataloger.ts";
export { CATALOGERS } from "./catalogers.ts";
export { type PurlParts, writePurl } from "./purl.ts";
export { type Inventory, type InventoryOptions, inventoryWants, takeInventory } from "./take-inventory.ts";
