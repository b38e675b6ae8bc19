import type { Affected, RangeEvent } from "../osv/record.ts";
import { asList, asText, asTexts, encodeList } from "./row-fields.ts";

/** What one record says of one package: the unit of a package's row. */
export interface PackageAdvisory {
	/** The id of the record. */
	readonly id: string;
	readonly affected: Affected;
}

/** What the row's key says already. */
export type PackageKey = Pick<Affected, "ecosystem" | "name">;

const LETTERS: Readonly<Record<RangeEvent["kind"], string>> = { introduced: "i", fixed: "f", last_affected: "l", limit: "m" };
const KINDS: ReadonlyMap<string, RangeEvent["kind"]> = new Map([
	["i", "introduced"],
	["f", "fixed"],
	["l", "last_affected"],
	["m", "limit"],
]);

/** One element of a package's row, as JSON: `[id, ranges, versions, rating, vectors]`, what is empty at the end left out. */
export function encodeAffected(id: string, affected: Affected): string {
	const ranges = affected.ranges.map((events) => events.map(({ kind, version }) => LETTERS[kind] + version));
	return encodeList([id, ranges, affected.versions, affected.rating ?? "", affected.vectors]);
}

/**
 * Reads a package's row.
 *
 * @throws where it is not as {@link encodeAffected} writes it
 */
export function decodePackageRow(text: string, key: PackageKey): PackageAdvisory[] {
	return asList(JSON.parse(text)).map((element) => decodeAffected(asList(element), key));
}

function decodeAffected(fields: readonly unknown[], key: PackageKey): PackageAdvisory {
	const [id, ranges = [], versions = [], rating = "", vectors = []] = fields;
	const word = asText(rating);
	return {
		id: asText(id),
		affected: {
			ecosystem: key.ecosystem,
			name: key.name,
			ranges: asList(ranges).map((events) => asList(events).map(decodeEvent)),
			versions: asTexts(versions),
			vectors: asTexts(vectors),
			...(word === "" ? {} : { rating: word }),
		},
	};
}

function decodeEvent(value: unknown): RangeEvent {
	const text = asText(value);
	const kind = KINDS.get(text.charAt(0));
	if (kind === undefined || text.length < 2) throw new TypeError("expected an event");
	return { kind, version: text.slice(1) };
}
