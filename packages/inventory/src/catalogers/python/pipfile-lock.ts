import { parseJson } from "../../formats/json.ts";
import { problemEntry } from "../../formats/problem.ts";
import { field, isObject, textField } from "../../formats/value.ts";
import type { Declaration } from "./declared-formats.ts";

/** Reads `Pipfile.lock`: pinned packages by group, `default` and `develop` among them. */
export function readPipfileLock(declaration: Declaration): void {
	const { path, bytes, limits } = declaration;
	const { value, problem } = parseJson(bytes, limits);
	if (problem !== undefined || !isObject(value)) {
		declaration.report(problemEntry(path, problem ?? { code: "file-malformed", message: "expected an object" }));
		return;
	}

	for (const [group, packages] of Object.entries(value)) {
		if (group === "_meta" || !isObject(packages)) continue;
		for (const [name, entry] of Object.entries(packages)) readEntry(declaration, name, entry, group === "develop");
	}
}

function readEntry(declaration: Declaration, name: string, entry: unknown, development: boolean): void {
	const version = textField(entry, "version");
	if (version?.startsWith("==")) {
		declaration.declared({ name, version: version.replace(/^={2,3}\s*/, ""), development });
	} else if (field(entry, "path") === undefined) {
		const { path } = declaration;
		declaration.report({ code: "version-unresolved", message: `${path}: ${name} is not pinned to a version`, path });
	}
}
