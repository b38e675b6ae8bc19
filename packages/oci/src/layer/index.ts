export { type AnalyseOptions, analyseLayer } from "./analyse-layer.ts";
export { type ExcerptReader, excerptsLost, type FileHeading, type TakesExcerpt } from "./excerpts.ts";
export { type LayerAnalysis, type LayerEntries, NO_ENTRIES, TAR_KINDS } from "./layer-analysis.ts";
