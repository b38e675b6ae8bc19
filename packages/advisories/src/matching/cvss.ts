import { type CvssScore, compareText, severityOfScore } from "@plimsoll/core";

/** Scores kept; a scan meets the same vectors again and again. */
const KEPT_SCORES = 10_000;
const PREFIX = /^CVSS:(3\.0|3\.1|4\.0)\//;

/** What is used of the library. */
interface Calculator {
	/** Null for what is no vector. */
	readonly fromVector: (
		vector: string,
	) => { isBaseFullyDefined(): boolean; calculateScores(): { readonly base?: number | undefined } } | null;
}

/** A score without the advisory that gives it. */
export type ScoredVector = Omit<CvssScore, "advisory">;

/** Turns CVSS vectors into base scores. */
export class CvssScorer {
	readonly #fromVector: Calculator["fromVector"];
	readonly #kept = new Map<string, ScoredVector | undefined>();

	constructor(fromVector: Calculator["fromVector"]) {
		this.#fromVector = fromVector;
	}

	/** The base score of a vector; undefined for one that is incomplete or malformed. */
	score(vector: string): ScoredVector | undefined {
		if (this.#kept.has(vector)) return this.#kept.get(vector);
		if (this.#kept.size >= KEPT_SCORES) this.#kept.clear();
		const scored = this.#calculate(vector);
		this.#kept.set(vector, scored);
		return scored;
	}

	#calculate(vector: string): ScoredVector | undefined {
		const score = this.#baseScore(vector);
		if (score === undefined || !(score >= 0 && score <= 10)) return undefined;
		return { version: PREFIX.exec(vector)?.[1] ?? "2.0", vector, score, severity: severityOfScore(score) };
	}

	#baseScore(vector: string): number | undefined {
		try {
			const parsed = this.#fromVector(vector);
			return parsed?.isBaseFullyDefined() === true ? parsed.calculateScores().base : undefined;
		} catch {
			return undefined;
		}
	}
}

/** Loads the calculator, which is large, only when there is something to score. */
export async function loadScorer(): Promise<CvssScorer> {
	// A CommonJS bundle, of which only the whole can be imported
	const { default: calculator } = (await import("ae-cvss-calculator")) as unknown as { readonly default: Calculator };
	return new CvssScorer(calculator.fromVector);
}

/** Orders scores: the newest version of CVSS first, then the highest, then by vector and advisory. */
export function compareScores(a: CvssScore, b: CvssScore): number {
	return compareText(b.version, a.version) || b.score - a.score || compareText(a.vector, b.vector) || compareText(a.advisory, b.advisory);
}
