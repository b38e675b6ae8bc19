import type { FoundPackage } from "../../cataloger.ts";
import { isIdentifier } from "../../identifier.ts";
import { writePurl } from "../../purl.ts";

/** A crate as a file of the Rust world names it. */
export interface Crate {
	readonly name: unknown;
	readonly version: unknown;
	readonly path: string;
	readonly direct?: boolean | undefined;
	/** SHA-256 of its archive. */
	readonly checksum?: string | undefined;
	/** The crates that it needs. */
	readonly needs?: readonly Pick<Crate, "name" | "version">[];
}

/** Makes a found package of what a file says; undefined where its name or version can be none. */
export function foundCargoPackage({ name, version, path, direct, checksum, needs = [] }: Crate): FoundPackage | undefined {
	const purl = purlOf(name, version);
	if (purl === undefined) return undefined;

	const dependsOn = needs.flatMap((crate) => purlOf(crate.name, crate.version) ?? []);
	return {
		purl,
		type: "cargo",
		name: name as string,
		version: version as string,
		ecosystem: "crates.io",
		licenses: [],
		path,
		...(direct === undefined ? {} : { direct }),
		...(dependsOn.length === 0 ? {} : { dependsOn }),
		...(isSha256(checksum) ? { hashes: [{ algorithm: "sha256", value: checksum }] } : {}),
	};
}

function purlOf(name: unknown, version: unknown): string | undefined {
	const isCrate = isIdentifier(name) && /^[\p{L}\p{N}_-]+$/u.test(name) && isIdentifier(version);
	return isCrate ? writePurl({ type: "cargo", name, version }) : undefined;
}

function isSha256(checksum: string | undefined): checksum is string {
	return checksum !== undefined && /^[0-9a-f]{64}$/.test(checksum);
}
