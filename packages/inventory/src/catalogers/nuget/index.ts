import type { Cataloger } from "../../cataloger.ts";
import { isDeps } from "./built.ts";
import { catalogNuGet } from "./catalog.ts";
import { declaredFormatOf, isCentralVersions } from "./declared-formats.ts";
import { excerptDotNet } from "./excerpt.ts";
import { isNuspec } from "./nuspec.ts";

/** .NET packages: what applications were built with, assemblies that tell of themselves, and what projects declare. */
export const nuget: Cataloger = {
	id: "nuget",
	version: 1,
	kind: "language",
	wants,
	catalog: catalogNuGet,
	executables: { excerpt: excerptDotNet, mark: Buffer.from('"runtimeTarget":') },
};

function wants(path: string, name: string): boolean {
	return isDeps(name) || declaredFormatOf(name) !== undefined || isCentralVersions(name) || isNuspec(path, name);
}
