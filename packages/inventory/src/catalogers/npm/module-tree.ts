/** Steps that are taken for all look-ups in one lock together: a chain of folders without end would take hours. */
const MAX_STEPS = 20_000_000;

/** Said where they were more; continues the sentence "PATH: …". */
export const TOO_MANY_STEPS: string = `who needs whom takes more than ${MAX_STEPS} steps to find out; the rest of it was left out`;

/** A folder that has, or could have, a `node_modules`: the project, a member of its workspaces, or an installed package. */
export interface ModuleFolder<T> {
	/** What is installed there; undefined where it is the project's own. */
	readonly content: T | undefined;
	/** The folder whose `node_modules` is looked into next. */
	above: ModuleFolder<T> | undefined;
	/** What lies in its `node_modules`, by name. */
	readonly modules: Map<string, ModuleFolder<T>>;
}

/** Makes a folder in which nothing is installed yet. */
export function moduleFolder<T>(content: T | undefined, above?: ModuleFolder<T>): ModuleFolder<T> {
	return { content, above, modules: new Map() };
}

/**
 * Finds modules as Node.js does: in the nearest `node_modules` upwards that has one of the name.
 *
 * @see https://nodejs.org/api/modules.html#loading-from-node_modules-folders
 */
export class ModuleResolver {
	#steps = 0;

	/** Whether nothing more is found because all look-ups together have taken too long. */
	get isSpent(): boolean {
		return this.#steps > MAX_STEPS;
	}

	/** Undefined where there is none, or where nothing more is found. */
	resolve<T>(from: ModuleFolder<T>, name: string): ModuleFolder<T> | undefined {
		for (let folder: ModuleFolder<T> | undefined = from; folder !== undefined; folder = folder.above) {
			if (++this.#steps > MAX_STEPS) return undefined;
			const found = folder.modules.get(name);
			if (found !== undefined) return found;
		}
		return undefined;
	}
}

/** The package whose archive brought this one: the nearest above that was not itself brought by another. */
export function bundlerOf<T extends { readonly bundled: boolean }>({ content, above }: ModuleFolder<T>): T | undefined {
	if (content?.bundled !== true) return undefined;

	let bundler = above;
	while (bundler?.content?.bundled === true) bundler = bundler.above;
	return bundler?.content;
}
