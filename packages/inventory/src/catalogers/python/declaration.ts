import type { CoverageEntry, Hash, Limits } from "@plimsoll/core";
import type { FileTree } from "@plimsoll/oci";

/** What a file says a distribution is; both may be anything. */
export interface DistributionIdentity {
	readonly name: unknown;
	readonly version: unknown;
}

/** A distribution that a lock, requirements or project file names. */
export interface DeclaredPackage extends DistributionIdentity {
	readonly direct?: boolean | undefined;
	readonly development?: boolean | undefined;
	/** Of the archive that is installed, where the file leaves no choice of several. */
	readonly hashes?: readonly Hash[];
	readonly dependsOn?: readonly DistributionIdentity[];
	/** Where its code comes from, as `git+https://host/x@commit`. */
	readonly vcsUrl?: string | undefined;
}

/** A lock, requirements or project file, and who takes what it holds. */
export interface Declaration {
	readonly path: string;
	readonly bytes: Uint8Array;
	readonly tree: FileTree;
	readonly limits: Limits;
	/** @param path the file that names it, where it is not the declaration itself but one that it includes */
	declared(declared: DeclaredPackage, path?: string): void;
	report(entry: CoverageEntry): void;
}

/** Reads a lock, requirements or project file. */
export type DeclarationReader = (declaration: Declaration) => void;
