export { type Rendered, textOf } from "./chunks.ts";
export { ReportError, type ReportErrorCode } from "./errors.ts";
export { partOf } from "./part.ts";
export type { CompareVersions, Render, RenderOptions, RenderSet, Report, Reporter, ReportSet, WorkflowRun } from "./reporter.ts";
export { reporterOf, reporters } from "./reporters.ts";
