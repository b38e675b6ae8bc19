import { isDigest, type PackageLocation } from "@plimsoll/core";
import type { Hints } from "./component.ts";
import { joinedVersion } from "./source-package.ts";
import { purlTypeOfSyft } from "./syft/package-types.ts";

/** Named values of a component: properties of CycloneDX, annotations of SPDX. */
export type NamedValues = readonly (readonly [name: string, value: string])[];

const TRIVY = "aquasecurity:trivy:";

/** What Trivy, Syft and the tools of npm say in fields of their own. */
export function hintsOf(values: NamedValues): Hints {
	const first = new Map(values.toReversed());
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
	const first = new Map(values.toReversed());
	const filePath = first.get(`${TRIVY}FilePath`);
	const layer = [first.get(`${TRIVY}LayerDigest`), first.get(`${TRIVY}LayerDiffID`)].find(isDigest);
	const places = values
		.filter(([name]) => /^syft:location:\d+:path$/.test(name))
		.map(([name, path]) => [path, first.get(name.replace(/path$/, "layerID"))]);
	return [...(filePath === undefined ? [] : [[filePath, layer]]), ...places].map(([path = "", of]) => placeOf(path, of));
}

/** A place as the inventory has it: paths are absolute, and layers digests. */
export function placeOf(path: string, layer: unknown): PackageLocation {
	const absolute = path.startsWith("/") ? path : `/${path}`;
	return isDigest(layer) ? { path: absolute, layer } : { path: absolute };
}
