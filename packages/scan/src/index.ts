export { type ScanOptions, type ScanProgress, scan, scanPlatforms } from "./scan.ts";
