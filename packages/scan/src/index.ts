export { type AttachedInventoryOptions, sbomFromReferrers } from "./attached-inventory.ts";
export type { DocumentInventory } from "./document-inventory.ts";
export { scan, scanPlatforms } from "./scan.ts";
export type { ScanOptions, ScanProgress } from "./scan-options.ts";
