// Apart from index.ts: what builds a database is a third of this package, and a scan needs none of it.
export { type BuildOptions, type BuildProgress, type BuildResult, buildDatabase } from "./database/build.ts";
export type { PackageSelector } from "./database/record-shaper.ts";
export type { SkippedRecords } from "./database/skipped.ts";
