import type { FoundPackage } from "../../cataloger.ts";
import { isIdentifier } from "../../identifier.ts";
import { writePurl } from "../../purl.ts";

/** A crate as a file of the Rust world names it. */
export interface Crate {
	readonly name: unknown;
	readonly version: unknown;
	readonly path: string;
	readonly direct?: boolean | undefined;
}

/** Makes a found package of what a file says; undefined where its name or version can be none. */
export function foundCargoPackage({ name, version, path, direct }: Crate): FoundPackage | undefined {
	if (!isIdentifier(name) || !/^[\p{L}\p{N}_-]+$/u.test(name) || !isIdentifier(version)) return undefined;

	return {
		purl: writePurl({ type: "cargo", name, version }),
		type: "cargo",
		name,
		version,
		ecosystem: "crates.io",
		licenses: [],
		path,
		...(direct === undefined ? {} : { direct }),
	};
}
