export { type ScanOptions, type ScanProgress, scan } from "./scan.ts";
