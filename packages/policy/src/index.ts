export { type Completeness, type CompletenessOptions, completeness } from "./completeness.ts";
export { evaluate } from "./evaluate.ts";
export { joinVerdicts, type PartVerdict } from "./join-verdicts.ts";
export type { Policy } from "./policy.ts";
export { type SeverityGate, type SeverityGateOptions, severityGate } from "./severity-gate.ts";
