export { type Rendered, textOf } from "./chunks.ts";
export { ReportError, type ReportErrorCode } from "./errors.ts";
export { checkElements, type ElementReport, type ElementResult, type StandardResult } from "./minimum-elements/check.ts";
export { type ElementFormat, renderElements } from "./minimum-elements/render.ts";
export type { BillOrigin } from "./minimum-elements/standard.ts";
export { partOf } from "./part.ts";
export type { CompareVersions, Render, RenderOptions, RenderSet, Report, Reporter, ReportSet, WorkflowRun } from "./reporter.ts";
export { reporterOf, reporters } from "./reporters.ts";
