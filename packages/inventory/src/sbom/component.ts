import type { Hash, PackageLocation, SourcePackage } from "@plimsoll/core";

/** What a bill of materials says of one component, whatever its format: as written, nothing of it checked. */
export interface Component {
	/** What relations name it by; empty where it has no name of that kind. */
	readonly ref: string;
	readonly name: string;
	/** The namespace, where the format has a field of its own for it. */
	readonly group?: string | undefined;
	readonly version?: string | undefined;
	readonly purl?: string | undefined;
	/** The purl type, where something other than a purl tells. */
	readonly type?: string | undefined;
	readonly licenses: readonly string[];
	readonly hashes: readonly Hash[];
	readonly cpes: readonly string[];
	readonly locations: readonly PackageLocation[];
	readonly carried: CarriedFacts;
}

/** What tools say of a component in fields of their own. */
export interface CarriedFacts {
	/** Whether Plimsoll wrote it: then what is absent here is known to be absent. */
	readonly ours?: boolean | undefined;
	readonly ecosystem?: string | undefined;
	readonly source?: SourcePackage | undefined;
	/** The name of the source package alone. */
	readonly sourceName?: string | undefined;
	/** The name of an rpm's source file. */
	readonly sourceRpm?: string | undefined;
	readonly vendor?: string | undefined;
	readonly architecture?: string | undefined;
	readonly epoch?: string | undefined;
	readonly module?: string | undefined;
	readonly direct?: boolean | undefined;
	readonly development?: boolean | undefined;
	/** A purl. */
	readonly ownedBy?: string | undefined;
	/** Purls. */
	readonly containedIn?: readonly string[] | undefined;
}
