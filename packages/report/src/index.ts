export type { CompareVersions, RenderOptions, Report, Reporter } from "./reporter.ts";
export { REPORTERS, reporterOf } from "./reporters.ts";
