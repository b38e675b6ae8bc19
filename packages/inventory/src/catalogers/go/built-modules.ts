import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { problemEntry } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import { type BuildSettings, type BuiltModule, readBuildSettings } from "./build-settings.ts";
import { foundGoPackage, type GoModule, isLocalPath, STANDARD_LIBRARY, TOOLCHAIN } from "./go-package.ts";
import { standardLibraryVersion } from "./go-version.ts";
import { mainVersion, UNKNOWN_VERSION } from "./main-version.ts";

/** The program that builds others. */
const GO_COMMAND = "cmd/go";

/**
 * Finds what an executable was built of: its own module, those that it depends on, and the standard library. Which of them its
 * own module asks for itself the executable does not say; it needs all of them.
 */
export function addBuiltModules(context: CatalogContext, { path, bytes }: FoundFile): void {
	const build = readBuildSettings(decodeText(bytes), context.limits);
	const version = standardLibraryVersion(build.toolchain);
	const needs: string[] = [];
	if (version !== undefined) needs.push(...addModule(context, { name: STANDARD_LIBRARY, version, path }));
	else unresolved(context, path, "its Go toolchain is between releases, so that the standard library's version is not known");
	if (version !== undefined && build.program === GO_COMMAND) addModule(context, { name: TOOLCHAIN, version, path });
	for (const dependency of build.dependencies) needs.push(...addDependency(context, path, dependency));
	addMain(context, path, { build, needs });
}

interface Main {
	readonly build: BuildSettings;
	/** Purls. */
	readonly needs: readonly string[];
}

/** Programs of the toolchain itself are built of no module but the standard library. */
function addMain(context: CatalogContext, path: string, { build, needs }: Main): void {
	const name = build.main?.path ?? "";
	if (name === "" || name === "cmd" || name === "std" || name === "command-line-arguments") return;

	const { text, isRelease } = mainVersion(build);
	const [added] = addModule(context, { name, version: text, path, isRelease, needs });
	if (added === undefined || isRelease) return;
	unresolved(context, path, `its build information does not say which release of ${name} it is; it is not matched, unless its bytes tell`);
}

function addDependency(context: CatalogContext, path: string, { path: name, version, replacement }: BuiltModule): readonly string[] {
	const actual = replacement ?? { path: name, version };
	const isKnown = actual.version !== "" && actual.version !== UNKNOWN_VERSION;
	if (!isLocalPath(actual.path) && isKnown) return addModule(context, { name: actual.path, version: actual.version, path });

	const added = addModule(context, { name, version: UNKNOWN_VERSION, path, isRelease: false });
	if (added.length > 0) unresolved(context, path, `${name} was built from a folder, which does not say its version; it is not matched`);
	return added;
}

/** @returns its purl, if it is one */
function addModule(context: CatalogContext, module: GoModule): readonly string[] {
	const found = foundGoPackage(module);
	if (found !== undefined) context.add(found);
	else context.report(problemEntry(module.path, { code: "file-malformed", message: "a module without a valid path and version" }));
	return found === undefined ? [] : [found.purl];
}

function unresolved(context: CatalogContext, path: string, what: string): void {
	context.report({ code: "version-unresolved", message: `${path}: ${what}`, path });
}
