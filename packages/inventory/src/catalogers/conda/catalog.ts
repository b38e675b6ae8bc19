import type { CatalogContext, FoundFile, FoundPackage } from "../../cataloger.ts";
import { parseJson } from "../../formats/json.ts";
import { problemEntry } from "../../formats/problem.ts";
import { field, listOf } from "../../formats/value.ts";
import { condaPackage } from "./conda-package.ts";

const META = "/conda-meta/";

/** A package of an environment. */
interface Installed {
	readonly found: FoundPackage;
	/** Names of what it needs. */
	readonly needs: readonly string[];
}

/** Whether a file tells of an installed package: `ENVIRONMENT/conda-meta/NAME-VERSION-BUILD.json`. */
export function isCondaMeta(path: string, name: string): boolean {
	return name.endsWith(".json") && path.endsWith(META + name);
}

/**
 * Finds conda packages, and what files they own: a conda package of Python code has the metadata that pip would have
 * installed, so that the same software is found as a distribution, too. Nobody publishes advisories about conda packages;
 * the distribution is marked as owned and goes on to be matched by its own name.
 */
export function catalogConda(context: CatalogContext): void {
	const environments = new Map<string, Map<string, Installed>>();
	for (const file of context.files) addTo(environments, file, context);
	let count = 0;
	for (const packages of environments.values()) {
		for (const { found, needs } of packages.values()) {
			const dependsOn = needs.flatMap((name) => packages.get(name)?.found.purl ?? []);
			context.add({ ...found, ...(dependsOn.length === 0 ? {} : { dependsOn }) });
			count++;
		}
	}
	if (count === 0) return;
	const message = `Conda: nobody publishes advisories about its packages; of ${count} only the Python distributions in them are matched`;
	context.report({ code: "advisories-missing", message });
}

function addTo(environments: Map<string, Map<string, Installed>>, { path, bytes }: FoundFile, context: CatalogContext): void {
	const { value, problem } = parseJson(bytes, context.limits);
	const found = condaPackage(value, path);
	if (found === undefined) {
		context.report(problemEntry(path, problem ?? { code: "file-malformed", message: "expected a name and a version" }));
		return;
	}
	const folder = path.slice(0, path.lastIndexOf(META));
	for (const file of textsIn(value, "files")) {
		if (!file.split("/").includes("..")) context.own(found.purl, `${folder}/${file}`);
	}
	const packages = environments.get(folder) ?? new Map<string, Installed>();
	packages.set(found.name, { found, needs: textsIn(value, "depends").map((text) => text.split(/[\s=<>!~]/, 1)[0] ?? "") });
	environments.set(folder, packages);
}

function textsIn(value: unknown, key: string): readonly string[] {
	return listOf(field(value, key)).filter((text) => typeof text === "string");
}
