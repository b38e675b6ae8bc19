import type { FoundPackage } from "../../cataloger.ts";
import { isIdentifier } from "../../identifier.ts";
import { writePurl } from "../../purl.ts";

/** Coordinates of an artifact as a file names them. */
export interface MavenPackage {
	/** Undefined where nothing tells; advisories cannot be looked up then. */
	readonly groupId: unknown;
	readonly artifactId: unknown;
	readonly version: unknown;
	readonly path: string;
	readonly container?: string | undefined;
	readonly licenses?: readonly string[];
	readonly direct?: boolean | undefined;
	readonly development?: boolean | undefined;
}

/** Makes a found package of what a file says; undefined where a coordinate can be none. */
export function foundMavenPackage(maven: MavenPackage): FoundPackage | undefined {
	const { groupId, artifactId, version, path, container, licenses = [], direct, development } = maven;
	if (!isCoordinate(artifactId) || !isIdentifier(version) || version.includes("${")) return undefined;
	if (groupId !== undefined && !isCoordinate(groupId)) return undefined;

	return {
		purl: writePurl({ type: "maven", namespace: groupId, name: artifactId, version }),
		type: "maven",
		name: groupId === undefined ? artifactId : `${groupId}:${artifactId}`,
		version,
		...(groupId === undefined ? {} : { ecosystem: "Maven" }),
		licenses,
		path,
		...(container === undefined ? {} : { container }),
		...(direct === undefined ? {} : { direct }),
		...(development === undefined ? {} : { development }),
	};
}

/**
 * Whether a value can be a group or artifact id.
 *
 * @see https://maven.apache.org/guides/mini/guide-naming-conventions.html, and `DefaultModelValidator`, which allows no others
 */
export function isCoordinate(value: unknown): value is string {
	return isIdentifier(value) && /^[A-Za-z0-9_.-]+$/.test(value);
}
