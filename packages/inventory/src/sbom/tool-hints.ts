import { isDigest, type PackageLocation } from "@plimsoll/core";
import type { Hints } from "./component.ts";
import { joinedVersion } from "./source-package.ts";
import { purlTypeOfSyft } from "./syft/package-types.ts";

/** Named values of a component: properties of CycloneDX, annotations of SPDX. */
export type NamedValues = readonly (readonly [name: string, value: string])[];

const TRIVY = "aquasecurity:trivy:";

/** What Trivy, Syft and the tools of npm say in fields of their own. */
export function hintsOf(values: NamedValues): Hints {
	if (values.length === 0) return {};
	const first = firstOf(values);
	const trivy = (name: string): string | undefined => first.get(`${TRIVY}${name}`);
	const syft = (name: string): string | undefined => first.get(`syft:${name}`);
	const name = trivy("SrcName") ?? syft("metadata:source") ?? syft("metadata:originPackage");
	const version = joinedVersion(trivy("SrcVersion"), trivy("SrcRelease"), trivy("SrcEpoch")) ?? syft("metadata:sourceVersion");
	const development = first.get("cdx:npm:package:development");
	const type = syft("package:type");
	return {
		type: type === undefined ? undefined : purlTypeOfSyft(type),
		source: name === undefined || name === "" ? undefined : { name, ...(version === undefined || version === "" ? {} : { version }) },
		sourceRpm: syft("metadata:sourceRpm"),
		architecture: syft("metadata:architecture"),
		epoch: syft("metadata:epoch"),
		development: development === undefined ? undefined : development === "true",
	};
}

/** Where Trivy and Syft saw a component. */
export function placesOf(values: NamedValues): PackageLocation[] {
	if (values.length === 0) return [];
	const first = firstOf(values);
	const places: PackageLocation[] = [];
	const filePath = first.get(`${TRIVY}FilePath`);
	const layer = [first.get(`${TRIVY}LayerDigest`), first.get(`${TRIVY}LayerDiffID`)].find(isDigest);
	if (filePath !== undefined) places.push(placeOf(filePath, layer));
	for (const [name, path] of values) {
		if (!name.startsWith("syft:location:") || !name.endsWith(":path")) continue;
		places.push(placeOf(path, first.get(`${name.slice(0, -"path".length)}layerID`)));
	}
	return places;
}

/** Values by name: the first of each. */
function firstOf(values: NamedValues): ReadonlyMap<string, string> {
	return new Map(values.toReversed());
}

/** A place as the inventory has it: paths are absolute, and layers digests. */
export function placeOf(path: string, layer: unknown): PackageLocation {
	const absolute = path.startsWith("/") ? path : `/${path}`;
	return isDigest(layer) ? { path: absolute, layer } : { path: absolute };
}
