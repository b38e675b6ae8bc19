import { foreignHash } from "../../foreign-hash.ts";
import { parseJson } from "../../formats/json.ts";
import { problemEntry } from "../../formats/problem.ts";
import { field, isObject, objectOf, textField, type Value } from "../../formats/value.ts";
import type { Declaration } from "./declared-formats.ts";
import { nugetPurl } from "./nuget-package.ts";

/**
 * Reads `packages.lock.json`: for each framework, and for each platform beside it, the packages and what they resolved to.
 *
 * @see https://learn.microsoft.com/en-us/nuget/consume-packages/package-references-in-project-files#locking-dependencies
 */
export function readPackagesLock(declaration: Declaration): void {
	const { path, bytes, limits, report } = declaration;
	const { value, problem } = parseJson(bytes, limits);
	const frameworks = field(value, "dependencies");
	if (problem !== undefined || !isObject(frameworks)) {
		report(problemEntry(path, problem ?? { code: "file-malformed", message: "expected `dependencies`" }));
		return;
	}
	const purls = new Map(Object.entries(frameworks).map(([framework, entries]) => [framework, purlsOf(objectOf(entries))]));
	for (const [framework, entries] of Object.entries(frameworks)) {
		const [base = ""] = framework.split("/", 1);
		readFramework(declaration, objectOf(entries), (name) => purls.get(framework)?.get(name) ?? purls.get(base)?.get(name));
	}
}

/** @param purlOf finds packages by names in lower case, in the framework or in what a platform adds to */
function readFramework({ declared }: Declaration, entries: Value, purlOf: (name: string) => string | undefined): void {
	for (const [name, entry] of Object.entries(entries)) {
		const type = textField(entry, "type");
		// A project of the same solution has no version.
		if (type === "Project") continue;
		declared({
			name,
			version: field(entry, "resolved"),
			direct: type === "Direct",
			dependsOn: Object.keys(objectOf(field(entry, "dependencies"))).flatMap((needed) => purlOf(needed.toLowerCase()) ?? []),
			hash: foreignHash("sha512", "base64", field(entry, "contentHash")),
		});
	}
}

function purlsOf(entries: Value): ReadonlyMap<string, string | undefined> {
	return new Map(Object.entries(entries).map(([name, entry]) => [name.toLowerCase(), nugetPurl(name, field(entry, "resolved"))]));
}
