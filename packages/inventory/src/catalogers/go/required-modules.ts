import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { problemEntry } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import { type GoMod, type Replacement, readGoMod } from "./go-mod.ts";
import { foundGoPackage, isLocalPath, STANDARD_LIBRARY } from "./go-package.ts";
import { readGoSum } from "./go-sum.ts";
import { standardLibraryVersion } from "./go-version.ts";
import { UNKNOWN_VERSION } from "./main-version.ts";

/** The first language version whose `go.mod` names every module that is built, not only those that are asked for. */
const COMPLETE_FROM = 17;

/**
 * Finds what a `go.mod` asks for: the modules it requires, those that replace them, for old ones what else `go.sum` names, and
 * the standard library of the toolchain that it names.
 */
export function addRequiredModules(context: CatalogContext, { path, bytes }: FoundFile): void {
	const mod = readGoMod(decodeText(bytes), context.limits, (problem) => context.report(problemEntry(path, problem)));
	for (const { path: name, version, isIndirect } of mod.requires) add(context, mod, { name, version, path, direct: !isIndirect });
	if (!isComplete(mod)) addSummed(context, mod, path);

	const version = toolchainOf(mod);
	if (version !== undefined) add(context, mod, { name: STANDARD_LIBRARY, version, path, direct: true });
}

interface Required {
	readonly name: string;
	readonly version: string;
	readonly path: string;
	readonly direct: boolean;
}

function add(context: CatalogContext, mod: GoMod, required: Required): void {
	const { path, direct } = required;
	const replacement = replacementOf(mod, required);
	const isFolder = replacement !== undefined && isLocalPath(replacement.by);
	const { name, version } = replacement === undefined || isFolder ? required : { name: replacement.by, version: replacement.byVersion };
	const found = foundGoPackage({ name, version: isFolder ? UNKNOWN_VERSION : version, path, isRelease: !isFolder, direct });
	if (found === undefined) {
		context.report(problemEntry(path, { code: "file-malformed", message: "a module without a valid path and version" }));
		return;
	}
	context.add(found);
	if (!isFolder) return;
	const message = `${path}: ${name} is replaced by a folder, which does not say its version; it is not matched`;
	context.report({ code: "version-unresolved", message, path });
}

/** One of just this version before one of every version. */
function replacementOf({ replaces }: GoMod, { name, version }: Required): Replacement | undefined {
	const candidates = replaces.filter((replacement) => replacement.path === name);
	return candidates.find((one) => one.version === version) ?? candidates.find((one) => one.version === undefined);
}

function isComplete({ go }: GoMod): boolean {
	const [, minor] = /^1\.(\d+)/.exec(go ?? "") ?? [];
	return minor !== undefined && Number(minor) >= COMPLETE_FROM;
}

/** What `go.sum` names besides. */
function addSummed(context: CatalogContext, mod: GoMod, path: string): void {
	const sum = context.files.find((file) => file.path === path.replace(/go\.mod$/, "go.sum"));
	const named = new Set([...mod.requires, ...mod.replaces.map(({ by }) => ({ path: by }))].map((one) => one.path));
	for (const [name, version] of sum === undefined ? [] : readGoSum(decodeText(sum.bytes), context.limits)) {
		if (!named.has(name)) add(context, mod, { name, version, path: sum?.path ?? path, direct: false });
	}
}

/** From Go 1.21 on the toolchain is at least the one named; before that the `go` line is about the language only. */
function toolchainOf({ go = "", toolchain = "" }: GoMod): string | undefined {
	if (toolchain.startsWith("go1")) return standardLibraryVersion(toolchain);
	const [, minor] = /^1\.(\d+)\.\d+$/.exec(go) ?? [];
	return minor !== undefined && Number(minor) >= 21 ? standardLibraryVersion(go) : undefined;
}
