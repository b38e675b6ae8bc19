export type { RenderOptions, Report, Reporter } from "./reporter.ts";
