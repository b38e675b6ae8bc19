import { problemEntry } from "../../formats/problem.ts";
import { type PackageItem, readBuildFile, resolveProperties } from "./build-file.ts";
import type { SharedVersions } from "./central-versions.ts";
import type { Declaration } from "./declared-formats.ts";

/** The one version of `[1.0]`; `1.0` asks for at least that, and gets the lowest there is. */
const EXACTLY = /^(?:\[([^,[\]()*]+)\]|([^,[\]()*]+))$/;

const NONE: ReadonlyMap<string, string> = new Map();

/** Who takes what a project asks for. */
export type ProjectVisitor = Pick<Declaration, "declared" | "report">;

/** Reads the packages that a project file asks for, with their versions out of it or out of `Directory.Packages.props`. */
export function readProjectFile(declaration: Declaration): void {
	const { path, bytes, limits, report } = declaration;
	const file = readBuildFile(bytes, limits);
	if (file.problem !== undefined) report(problemEntry(path, file.problem));

	const shared = declaration.central.of(path);
	for (const item of file.items) {
		if (item.kind === "PackageReference") declareItem(declaration, item, { path, properties: file.properties, shared });
	}
}

/** Where versions are looked up. */
export interface Scope {
	/** Of the file that has the item. */
	readonly path: string;
	readonly properties: ReadonlyMap<string, string>;
	readonly shared: SharedVersions | undefined;
}

/** Declares the packages of an item, or says that their version cannot be told. */
export function declareItem({ declared, report }: ProjectVisitor, { kind, names, metadata }: PackageItem, scope: Scope): void {
	const { path, properties, shared } = scope;
	const own = metadata.get("VersionOverride") ?? metadata.get("Version");
	const development = kind === "GlobalPackageReference" || /^all$/i.test(metadata.get("PrivateAssets") ?? "");
	for (const name of names) {
		const written = own ?? shared?.versions.get(name.toLowerCase()) ?? "";
		const [, pinned, lowest] = EXACTLY.exec(resolveProperties(written, properties, shared?.properties ?? NONE) ?? "") ?? [];
		const version = (pinned ?? lowest)?.trim();
		if (version === undefined || version === "") {
			report({ code: "version-unresolved", message: `${path}: asks for ${name} without a version that can be told`, path });
		} else declared({ name, version, direct: true, development }, path);
	}
}
