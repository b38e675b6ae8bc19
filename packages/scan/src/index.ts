export { type AttachedInventoryOptions, sbomFromReferrers } from "./attached-inventory.ts";
export type { DocumentInventory } from "./document-inventory.ts";
export { type ScanOptions, type ScanProgress, scan, scanPlatforms } from "./scan.ts";
