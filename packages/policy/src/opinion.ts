import type { VerdictReason } from "@plimsoll/core";

/** What one policy says about evidence. */
export interface Opinion {
	readonly reasons: readonly VerdictReason[];
	/** Whether the policy could not decide, because what it would have to know was lost. */
	readonly undecided: boolean;
}
