import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { problemEntry } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import { type BuildSettings, type BuiltModule, readBuildSettings } from "./build-settings.ts";
import { foundGoPackage, type GoModule, isLocalPath, STANDARD_LIBRARY, TOOLCHAIN } from "./go-package.ts";
import { standardLibraryVersion } from "./go-version.ts";
import { mainVersion, UNKNOWN_VERSION } from "./main-version.ts";

/** The program that builds others. */
const GO_COMMAND = "cmd/go";

/** Finds what an executable was built of: its own module, those that it depends on, and the standard library. */
export function addBuiltModules(context: CatalogContext, { path, bytes }: FoundFile): void {
	const build = readBuildSettings(decodeText(bytes), context.limits);
	const version = standardLibraryVersion(build.toolchain);
	if (version !== undefined) addModule(context, { name: STANDARD_LIBRARY, version, path });
	else unresolved(context, path, "its Go toolchain is between releases, so that the standard library's version is not known");
	if (version !== undefined && build.program === GO_COMMAND) addModule(context, { name: TOOLCHAIN, version, path });
	addMain(context, path, build);
	for (const dependency of build.dependencies) addDependency(context, path, dependency);
}

/** Programs of the toolchain itself are built of no module but the standard library. */
function addMain(context: CatalogContext, path: string, build: BuildSettings): void {
	const name = build.main?.path ?? "";
	if (name === "" || name === "cmd" || name === "std" || name === "command-line-arguments") return;

	const { text, isRelease } = mainVersion(build);
	const isAdded = addModule(context, { name, version: text, path, isRelease });
	if (isAdded && !isRelease) unresolved(context, path, `it does not say which release of ${name} it is, which is not matched`);
}

function addDependency(context: CatalogContext, path: string, { path: name, version, replacement }: BuiltModule): void {
	const actual = replacement ?? { path: name, version };
	const isKnown = actual.version !== "" && actual.version !== UNKNOWN_VERSION;
	if (isLocalPath(actual.path) || !isKnown) {
		const isAdded = addModule(context, { name, version: UNKNOWN_VERSION, path, isRelease: false });
		if (isAdded) unresolved(context, path, `${name} was built from a folder, which does not say its version; it is not matched`);
	} else {
		addModule(context, { name: actual.path, version: actual.version, path });
	}
}

function addModule(context: CatalogContext, module: GoModule): boolean {
	const found = foundGoPackage(module);
	if (found !== undefined) context.add(found);
	else context.report(problemEntry(module.path, { code: "file-malformed", message: "a module without a valid path and version" }));
	return found !== undefined;
}

function unresolved(context: CatalogContext, path: string, what: string): void {
	context.report({ code: "version-unresolved", message: `${path}: ${what}`, path });
}
