const MODULES = "/node_modules/";

/** Whether a path lies below a `node_modules`. */
export function isInModules(path: string): boolean {
	return path.includes(MODULES);
}

/** The folder whose `node_modules`, the outermost one, a path lies below; undefined where it lies below none. */
export function folderOfModules(path: string): string | undefined {
	const at = path.indexOf(MODULES);
	return at === -1 ? undefined : path.slice(0, at);
}

/** Whether a file lies at the top of a package in a `node_modules`: `…/node_modules/NAME/FILE`, with or without a scope. */
export function isAtTopOfPackage(path: string): boolean {
	const parts = path.slice(path.lastIndexOf(MODULES) + MODULES.length).split("/", 4);
	return isInModules(path) && parts.length === (parts[0]?.startsWith("@") ? 3 : 2);
}

/** The folder above, the root being the empty text; undefined above that. */
export function folderAbove(folder: string): string | undefined {
	return folder === "" ? undefined : folder.slice(0, folder.lastIndexOf("/"));
}
