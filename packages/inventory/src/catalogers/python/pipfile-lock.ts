import { flagsFrom } from "../../dependency-graph.ts";
import { parseLockJson } from "../../formats/lock-json.ts";
import { problemEntry } from "../../formats/problem.ts";
import { field, isObject, listOf, textField } from "../../formats/value.ts";
import { hashesOf } from "./archive-hash.ts";
import type { Declaration } from "./declaration.ts";
import { pipfileBeside } from "./pipfile.ts";
import { askedByProject } from "./project-requirements.ts";
import { normalizedName } from "./python-package.ts";
import { vcsUrlOf } from "./vcs-url.ts";

/**
 * Reads `Pipfile.lock`: pinned packages by group, `default` and `develop` among them. It does not say who needs whom; what is
 * direct is told by the `Pipfile` beside it.
 */
export function readPipfileLock(declaration: Declaration): void {
	const { path, bytes, limits } = declaration;
	const lock = parseLockJson(bytes, limits, (problem) => declaration.report(problemEntry(path, problem)));
	const flagsOf = flagsFrom(new Map(), askedByProject(pipfileBeside(declaration)));
	for (const [group, packages] of Object.entries(lock ?? {})) {
		if (group === "_meta" || !isObject(packages)) continue;
		for (const [name, entry] of Object.entries(packages)) {
			readEntry(declaration, name, entry, { development: group === "develop", direct: flagsOf(normalizedName(name)).direct });
		}
	}
}

function readEntry(
	declaration: Declaration,
	name: string,
	entry: unknown,
	flags: { readonly direct: boolean | undefined; readonly development: boolean },
): void {
	const version = textField(entry, "version");
	if (version?.startsWith("==")) {
		const [hash, ...others] = listOf(field(entry, "hashes"));
		const hashes = typeof hash === "string" && others.length === 0 ? hashesOf(hash) : [];
		const vcsUrl = vcsUrlOf("git", textField(entry, "git"), textField(entry, "ref"));
		declaration.declared({ name, version: version.replace(/^={2,3}\s*/, ""), ...flags, hashes, vcsUrl });
	} else if (field(entry, "path") === undefined) {
		const { path } = declaration;
		declaration.report({ code: "version-unresolved", message: `${path}: ${name} is not pinned to a version`, path });
	}
}
