import { field, listOf, textField } from "../../formats/value.ts";
import type { GraphIndex } from "./element.ts";

/** Types of elements that have names which others refer to. */
const AGENTS: ReadonlySet<string> = new Set(["Agent", "Organization", "Person", "SoftwareAgent", "Tool"]);

const LICENSE_RELATIONS: ReadonlySet<string> = new Set(["hasDeclaredLicense", "hasConcludedLicense"]);

/** Learns names and licences, which elements of a graph give each other by their ids. */
export class GraphNames implements GraphIndex {
	readonly agents: Map<string, string> = new Map();
	readonly licenses: Map<string, string> = new Map();
	readonly #expressions: Map<string, string> = new Map();
	/** What was declared goes before what was concluded. */
	readonly #licensed: { readonly from: string; readonly license: string; readonly isDeclared: boolean }[] = [];

	/** Takes an element, if it gives something a name or a licence. */
	take(type: string, value: unknown): void {
		const id = textField(value, "spdxId") ?? "";
		const name = textField(value, "name");
		const expression = textField(value, "simplelicensing_licenseExpression");
		if (AGENTS.has(type) && name !== undefined) this.agents.set(id, name);
		if (type === "simplelicensing_LicenseExpression" && expression !== undefined) this.#expressions.set(id, expression);
		const relation = textField(value, "relationshipType") ?? "";
		if (!LICENSE_RELATIONS.has(relation)) return;
		const [license] = idsOf(field(value, "to"));
		if (license === undefined) return;
		this.#licensed.push({ from: textField(value, "from") ?? "", license, isDeclared: relation === "hasDeclaredLicense" });
	}

	/** Tells the licences, once every element was taken. */
	end(): void {
		for (const { from, license, isDeclared } of this.#licensed) {
			const expression = this.#expressions.get(license);
			if (expression !== undefined && (isDeclared || !this.licenses.has(from))) this.licenses.set(from, expression);
		}
	}
}

/** Ids of elements; one alone needs no list. */
export function idsOf(value: unknown): string[] {
	return (typeof value === "string" ? [value] : listOf(value)).filter((id) => typeof id === "string");
}
