import { problemEntry } from "../../formats/problem.ts";
import { parseToml } from "../../formats/toml.ts";
import { field, objectOf } from "../../formats/value.ts";
import type { Declaration } from "./declaration.ts";
import { type ProjectRequirement, tableRequirement } from "./project-requirements.ts";
import { readSibling } from "./sibling.ts";
import { takeRequirement } from "./take-requirement.ts";

/** Reads `Pipfile`: what is pinned is declared, what is not is said. Neither where its lock resolves it. */
export function readPipfile(declaration: Declaration): void {
	if (readSibling(declaration, "Pipfile.lock") !== undefined) return;
	const { path, bytes, limits } = declaration;
	const { value, problem } = parseToml(bytes, limits);
	if (problem !== undefined) {
		declaration.report(problemEntry(path, problem));
		return;
	}
	for (const { requirement, development } of requirementsIn(value))
		takeRequirement(declaration, requirement, { direct: true, development });
}

/** What the `Pipfile` beside a lock asks for; nothing where there is none that can be read. */
export function pipfileBeside(declaration: Declaration): readonly ProjectRequirement[] {
	const bytes = readSibling(declaration, "Pipfile");
	return bytes === undefined ? [] : requirementsIn(parseToml(bytes, declaration.limits).value);
}

/** Groups of packages; `dev-packages` is for development, others are named by the project. */
function requirementsIn(pipfile: unknown): readonly ProjectRequirement[] {
	return ["packages", "dev-packages"].flatMap((group) =>
		Object.entries(objectOf(field(pipfile, group))).map(([name, value]) => ({
			requirement: tableRequirement(name, value),
			development: group === "dev-packages",
		})),
	);
}
