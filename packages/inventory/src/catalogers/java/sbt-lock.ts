import { parseJson } from "../../formats/json.ts";
import { field, listOf } from "../../formats/value.ts";
import type { Declaration } from "./declared-formats.ts";

/**
 * Reads `build.sbt.lock` of the plug-in sbt-dependency-lock.
 *
 * @see https://stringbean.github.io/sbt-dependency-lock/file-formats/version-1.html
 */
export function readSbtLock({ bytes, limits, declared, problem }: Declaration): void {
	const parsed = parseJson(bytes, limits);
	if (parsed.problem !== undefined) {
		problem(parsed.problem);
		return;
	}
	for (const dependency of listOf(field(parsed.value, "dependencies"))) {
		const configurations = listOf(field(dependency, "configurations"));
		declared({
			groupId: field(dependency, "org"),
			artifactId: field(dependency, "name"),
			version: field(dependency, "version"),
			development: configurations.length > 0 && configurations.every((name) => name === "test" || name === "it"),
		});
	}
}
