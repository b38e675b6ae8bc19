import { posix } from "node:path";
import { problemEntry } from "../../formats/problem.ts";
import { parseToml } from "../../formats/toml.ts";
import type { Declaration } from "./declaration.ts";
import { type ProjectRequirement, projectRequirements } from "./project-requirements.ts";
import { readSibling } from "./sibling.ts";
import { takeRequirement } from "./take-requirement.ts";

/** Locks that resolve what the project files of their folder, and of a workspace's members below it, ask for. */
const LOCKS = ["uv.lock", "poetry.lock", "pdm.lock", "pylock.toml"];

/**
 * Reads `pyproject.toml`: what is pinned is declared, what is not is said. Neither where a lock resolves it.
 */
export function readProjectFile(declaration: Declaration): void {
	if (isLocked(declaration)) return;
	const { path, bytes, limits } = declaration;
	const { value, problem } = parseToml(bytes, limits);
	if (problem !== undefined) {
		declaration.report(problemEntry(path, problem));
		return;
	}
	for (const { requirement, development } of projectRequirements(value)) {
		takeRequirement(declaration, requirement, { direct: true, development });
	}
}

/** What the `pyproject.toml` beside a lock asks for; nothing where there is none that can be read. */
export function requirementsBeside(declaration: Declaration): readonly ProjectRequirement[] {
	const bytes = readSibling(declaration, "pyproject.toml");
	return bytes === undefined ? [] : projectRequirements(parseToml(bytes, declaration.limits).value);
}

function isLocked({ path, tree }: Declaration): boolean {
	for (let folder = posix.dirname(path); ; folder = posix.dirname(folder)) {
		if (LOCKS.some((name) => tree.stat(posix.join(folder, name))?.kind === "file")) return true;
		if (folder === "/") return false;
	}
}
