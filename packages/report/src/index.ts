export { ReportError, type ReportErrorCode } from "./errors.ts";
export type { CompareVersions, Render, RenderOptions, Report, Reporter } from "./reporter.ts";
export { reporterOf, reporters } from "./reporters.ts";
