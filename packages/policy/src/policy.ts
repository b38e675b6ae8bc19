import type { Completeness } from "./completeness.ts";
import type { SeverityGate } from "./severity-gate.ts";

/**
 * A condition of a gate; discriminated by `kind`. A new kind of policy (CEL, exceptions, patterns) is one file, one member
 * of this union and one case of {@link import("./evaluate.ts").evaluate}, which does not compile without it.
 */
export type Policy = SeverityGate | Completeness;
