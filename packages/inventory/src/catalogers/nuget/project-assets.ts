import { foreignHash } from "../../foreign-hash.ts";
import { parseJson } from "../../formats/json.ts";
import { problemEntry } from "../../formats/problem.ts";
import { field, isObject, listOf, objectOf, textField } from "../../formats/value.ts";
import type { Declaration } from "./declared-formats.ts";
import { nugetPurl } from "./nuget-package.ts";

/** Reads `obj/project.assets.json`, which a restore leaves: for each framework the packages that were chosen. */
export function readProjectAssets(declaration: Declaration): void {
	const { path, bytes, limits, report } = declaration;
	const { value, problem } = parseJson(bytes, limits);
	const targets = field(value, "targets");
	if (problem !== undefined || !isObject(targets)) {
		report(problemEntry(path, problem ?? { code: "file-malformed", message: "expected `targets`" }));
		return;
	}
	const asked = askedFor(value);
	for (const target of Object.values(targets)) readTarget(declaration, target, field(value, "libraries"), asked);
}

function readTarget({ declared }: Declaration, target: unknown, libraries: unknown, asked: ReadonlyMap<string, boolean>): void {
	const entries = Object.entries(objectOf(target)).map(([key, entry]) => {
		const slash = key.indexOf("/");
		return { key, entry, name: key.slice(0, Math.max(0, slash)), version: key.slice(slash + 1) };
	});
	const purls = new Map(entries.map(({ name, version }) => [name.toLowerCase(), nugetPurl(name, version)]));
	for (const { key, entry, name, version } of entries) {
		if (textField(entry, "type") === "project") continue;
		const isPrivate = asked.get(name.toLowerCase());
		declared({
			name,
			version,
			direct: isPrivate !== undefined,
			development: isPrivate,
			dependsOn: Object.keys(objectOf(field(entry, "dependencies"))).flatMap((needed) => purls.get(needed.toLowerCase()) ?? []),
			hash: foreignHash("sha512", "base64", field(field(libraries, key), "sha512")),
		});
	}
}

/** What the project itself asks for, by names in lower case, and whether none of it is passed on to who uses the project. */
function askedFor(value: unknown): ReadonlyMap<string, boolean> {
	const asked = new Map<string, boolean>();
	for (const names of Object.values(objectOf(field(value, "projectFileDependencyGroups")))) {
		for (const text of listOf(names)) if (typeof text === "string") asked.set(text.split(" ", 1)[0]?.toLowerCase() ?? "", false);
	}
	for (const framework of Object.values(objectOf(field(field(value, "project"), "frameworks")))) {
		for (const [name, entry] of Object.entries(objectOf(field(framework, "dependencies")))) {
			asked.set(name.toLowerCase(), textField(entry, "suppressParent") === "All");
		}
	}
	return asked;
}
