import type { CoverageCode, CoverageEntry, DescribedSubject, LimitName, Limits, Subject } from "@plimsoll/core";
import type { Problem } from "../formats/problem.ts";
import type { Identification } from "../os/identification-files.ts";
import type { Component } from "./component.ts";
import type { Relation } from "./relation.ts";

/** Something that could not be read, or not fully. */
export interface SbomProblem {
	readonly code: CoverageCode;
	/** Continues the sentence "PATH: …". */
	readonly message: string;
	readonly limit?: LimitName;
}

/** An operating system as a document names it; what it carries of our own wins over what its id and version tell. */
export interface NamedSystem {
	readonly identification: Identification;
	readonly path?: string | undefined;
	readonly namespace?: string | undefined;
	readonly ecosystem?: string | undefined;
	readonly ours?: boolean | undefined;
}

/** Gathers what a document says, in whatever order it says it. Every list has a limit. */
export class SbomCollector {
	format = "";
	/** Whether Plimsoll wrote it. */
	ours = false;
	created: string | undefined;
	describes: DescribedSubject | undefined;
	/** The same whole, where Plimsoll wrote it. */
	subject: Subject | undefined;
	/** What was not looked at when the document was made. */
	coverage: readonly CoverageEntry[] = [];
	system: NamedSystem | undefined;
	readonly creators: string[] = [];
	readonly components: Component[] = [];
	readonly relations: Relation[] = [];
	/** References of what the document is about. */
	readonly subjects: Set<string> = new Set();
	readonly ignored: Map<string, number> = new Map();
	readonly limits: Limits;
	/** Bound, so that it can be handed on. */
	readonly problem: (problem: SbomProblem | Problem) => void;
	/** What there is too much of. */
	readonly #met: Set<string> = new Set();
	#facts = 0;

	constructor(limits: Limits, problem: (problem: SbomProblem) => void) {
		this.limits = limits;
		this.problem = problem;
	}

	/** Takes a component; false where there is no room for more, which is said once. */
	component(component: Component): boolean {
		if (this.components.length >= this.limits.maxPackagesPerFile) return this.#meets("maxPackagesPerFile", "components");

		const { licenses, hashes, cpes, locations } = component;
		this.#facts += licenses.length + hashes.length + cpes.length + locations.length;
		const bare = { licenses: [], hashes: [], cpes: [], locations: [] };
		const fits = this.#facts <= this.limits.maxValues || this.#meets("maxValues", "licences, hashes, CPEs and locations");
		this.components.push(fits ? component : { ...component, ...bare });
		return true;
	}

	/** Takes a relation; false where there is no room for more. */
	relate(relation: Relation): boolean {
		const fits = this.relations.length < this.limits.maxValues || this.#meets("maxValues", "relations");
		if (fits && relation.from !== relation.to) this.relations.push(relation);
		return fits;
	}

	ignore(what: string, count = 1): void {
		if (count > 0) this.ignored.set(what, (this.ignored.get(what) ?? 0) + count);
	}

	#meets(limit: LimitName, what: string): false {
		if (!this.#met.has(what)) {
			const message = `more than ${this.limits[limit]} ${what}; the rest of them is left out`;
			this.problem({ code: "file-limit", message, limit });
		}
		this.#met.add(what);
		return false;
	}
}
