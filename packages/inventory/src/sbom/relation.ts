/**
 * How two components relate: `from` needs `to`; `to` lies inside of `from`; `from`, an operating system's package, owns the
 * files of `to`.
 */
export type RelationKind = "dependsOn" | "contains" | "owns";

/** A relation between two components, by their references. */
export interface Relation {
	readonly kind: RelationKind;
	readonly from: string;
	/** Of nothing in the document, such as an empty text: only says that all that `from` needs is known. */
	readonly to: string;
}
