import type { PomCoordinates, PomModel } from "./pom-model.ts";

/** A project with its ancestors, nearest first. Never empty. */
export type Lineage = readonly [PomModel, ...PomModel[]];

/** Longer than every coordinate; what properties made of properties grow into is cut off here. */
const MAX_LENGTH = 512;
/** Properties that name properties. Real ones do it two or three times; a circle does it for ever. */
const MAX_ROUNDS = 16;

/** Coordinates of a project, those that it leaves to its parent taken from there. */
export function coordinatesOf({ own, parent }: PomModel): PomCoordinates {
	return { ...pick(parent, "groupId"), ...pick(parent, "version"), ...own };
}

/**
 * Fills in the properties of a text. Properties of a project win over those of its ancestors, and the ones of the build
 * (environment, command line) are not known here.
 *
 * @returns undefined where a property is not known, or the text grows beyond any coordinate
 */
export function interpolate(text: string | undefined, lineage: Lineage): string | undefined {
	let value = text;
	for (let round = 0; round < MAX_ROUNDS && value?.includes("${"); round++) {
		if (value.length > MAX_LENGTH) return undefined;
		value = filledOnce(value, lineage);
	}
	return value === undefined || value.length > MAX_LENGTH || value.includes("${") ? undefined : value;
}

/** Fills in each property of a text once. */
function filledOnce(text: string, lineage: Lineage): string | undefined {
	let known = true;
	const filled = text.replace(/\$\{([^${}]+)\}/g, (whole, name: string) => {
		const value = propertyOf(name.trim(), lineage);
		known &&= value !== undefined && value.length <= MAX_LENGTH;
		return known ? (value ?? whole) : "";
	});
	return known && filled !== text ? filled : undefined;
}

function propertyOf(name: string, lineage: Lineage): string | undefined {
	const [project] = lineage;
	const field = /^(?:project\.|pom\.)?(parent\.)?(groupId|artifactId|version)$/.exec(name);
	if (field !== null) {
		const from = field[1] === undefined ? coordinatesOf(project) : project.parent;
		return from?.[field[2] as keyof PomCoordinates];
	}
	for (const { properties } of lineage) {
		const value = properties.get(name);
		if (value !== undefined) return value;
	}
	return undefined;
}

function pick(from: PomCoordinates | undefined, field: "groupId" | "version"): PomCoordinates {
	const value = from?.[field];
	return value === undefined ? {} : { [field]: value };
}
