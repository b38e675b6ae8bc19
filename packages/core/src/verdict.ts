/** What a rule says: `deny` fails the gate, `warn` is shown, `audit` is only recorded. */
export type RuleOutcome = "deny" | "warn" | "audit";

/** One rule that had something to say. */
export interface VerdictReason {
	/** The policy's name. */
	readonly policy: string;
	/** The rule within the policy. */
	readonly rule: string;
	readonly outcome: RuleOutcome;
	readonly message: string;
	/** Fingerprints of the findings behind it; empty where coverage is the reason. */
	readonly findings: readonly string[];
}

/** The outcome of policies over evidence. */
export interface Verdict {
	/** `fail` when any rule denies; `incomplete` when none does but lost content leaves the question open; else `pass`. */
	readonly outcome: "pass" | "fail" | "incomplete";
	/** Every policy that was asked. */
	readonly policies: readonly string[];
	readonly reasons: readonly VerdictReason[];
}
