import type { Hash, PackageLocation, SourcePackage } from "@plimsoll/core";
import type { Facts } from "./facts.ts";

/** What a bill of materials says of one component, whatever its format: as written, nothing of it checked. */
export interface Component {
	/** What relations name it by; empty where it has no name of that kind. */
	readonly ref: string;
	readonly name: string;
	/** The namespace, where the format has a field of its own for it. */
	readonly group?: string | undefined;
	readonly version?: string | undefined;
	readonly purl?: string | undefined;
	readonly vendor?: string | undefined;
	readonly licenses: readonly string[];
	readonly hashes: readonly Hash[];
	readonly cpes: readonly string[];
	readonly locations: readonly PackageLocation[];
	/** What Plimsoll wrote of it in its own fields: then what is not there is known to be absent. Empty for other tools. */
	readonly facts: Facts;
	readonly hints: Hints;
}

/** What other tools say of a component in fields of their own. */
export interface Hints {
	/** The purl type. */
	readonly type?: string | undefined;
	readonly source?: Partial<SourcePackage> | undefined;
	/** The name of an rpm's source file. */
	readonly sourceRpm?: string | undefined;
	readonly architecture?: string | undefined;
	readonly epoch?: string | undefined;
	readonly development?: boolean | undefined;
}
