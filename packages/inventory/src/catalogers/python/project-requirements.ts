import type { Asked } from "../../dependency-graph.ts";
import { field, isObject, listOf, objectOf, textField } from "../../formats/value.ts";
import { normalizedName } from "./python-package.ts";
import { type Requirement, readRequirement } from "./requirement-line.ts";

/** What a project asks for itself. */
export interface ProjectRequirement {
	readonly requirement: Requirement;
	readonly development: boolean;
}

/** Requirements of one kind, wherever a `pyproject.toml` has them. */
type Group = readonly [requirements: unknown, development: boolean];

/**
 * What a `pyproject.toml` asks for: `[project]` with its extras, `[dependency-groups]`, and the tables of Poetry, PDM and uv
 * from before these were agreed on. Groups are for development, extras are not.
 *
 * @see https://peps.python.org/pep-0621/
 * @see https://peps.python.org/pep-0735/
 */
export function projectRequirements(project: unknown): readonly ProjectRequirement[] {
	const tool = field(project, "tool");
	const poetry = field(tool, "poetry");
	const groups: readonly Group[] = [
		[field(field(project, "project"), "dependencies"), false],
		...groupsOf(field(field(project, "project"), "optional-dependencies"), false),
		...groupsOf(field(project, "dependency-groups"), true),
		[field(poetry, "dependencies"), false],
		[field(poetry, "dev-dependencies"), true],
		...groupsOf(field(poetry, "group"), true).map(([group]): Group => [field(group, "dependencies"), true]),
		...groupsOf(field(field(tool, "pdm"), "dev-dependencies"), true),
		[field(field(tool, "uv"), "dev-dependencies"), true],
	];
	return groups.flatMap(([requirements, development]) => requirementsIn(requirements).map((requirement) => ({ requirement, development })));
}

/** The same by normalised names. */
export function askedByProject(requirements: readonly ProjectRequirement[]): Asked {
	const namesOf = (development: boolean): string[] =>
		requirements.flatMap((one) => {
			const { requirement } = one;
			const isNamed = requirement.kind === "pinned" || requirement.kind === "unpinned";
			return isNamed && one.development === development ? [normalizedName(requirement.name)] : [];
		});
	return { production: namesOf(false), development: namesOf(true) };
}

function groupsOf(groups: unknown, development: boolean): Group[] {
	return Object.values(objectOf(groups)).map((group) => [group, development]);
}

/** A list as pip writes requirements, or a table as Poetry and Pipenv do. */
function requirementsIn(group: unknown): readonly Requirement[] {
	if (!isObject(group)) return listOf(group).flatMap((text) => (typeof text === "string" ? [readRequirement(text.trim())] : []));
	return Object.entries(group).flatMap(([name, value]) => (name === "python" ? [] : [tableRequirement(name, value)]));
}

/**
 * An entry of a table: a version, or a table with one. A bare `1.2.3` is exact to Poetry, `==1.2.3` to all.
 *
 * @see https://python-poetry.org/docs/dependency-specification/
 */
export function tableRequirement(name: string, value: unknown): Requirement {
	if (field(value, "path") !== undefined) return { kind: "nothing" };
	const version = typeof value === "string" ? value : textField(value, "version");
	const exact = /^\s*(?:={2,3}\s*)?(\d[A-Za-z0-9.!+_-]*)\s*$/.exec(version ?? "")?.[1];
	return exact === undefined ? { kind: "unpinned", name } : { kind: "pinned", name, version: exact, hashes: [] };
}
