/** Whether a file is the `Cargo.lock` of a project: not one that a crate, of which cargo keeps a copy, was published with. */
export function isProjectLock(path: string, name: string): boolean {
	return name === "Cargo.lock" && !/\/(?:registry\/src|git\/checkouts|vendor)\//.test(path);
}
