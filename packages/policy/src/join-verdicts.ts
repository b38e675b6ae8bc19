import type { Verdict } from "@plimsoll/core";

/** The verdict about one part of a subject. */
export interface PartVerdict {
	/** What the part is called, in messages: `linux/arm64`. */
	readonly part: string;
	readonly verdict: Verdict;
}

const OUTCOMES = ["fail", "incomplete", "pass"] as const;

/**
 * Makes one verdict of those about the parts of a subject: the worst outcome, and every reason with the name of its part.
 *
 * @param parts of the same policies; never empty
 */
export function joinVerdicts(parts: readonly PartVerdict[]): Verdict {
	return {
		outcome: OUTCOMES.find((outcome) => parts.some(({ verdict }) => verdict.outcome === outcome)) ?? "pass",
		policies: [...new Set(parts.flatMap(({ verdict }) => verdict.policies))],
		reasons: parts.flatMap(({ part, verdict }) => verdict.reasons.map((reason) => ({ ...reason, message: `${part}: ${reason.message}` }))),
	};
}
