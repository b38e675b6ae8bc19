/** What is unusual in a path: an empty, `.` or `..` part, or a slash at its end. */
const UNCLEAN = /(?:^|\/)\.{0,2}(?:\/|$)/;

/**
 * Makes a stored path absolute and free of `.`, `..` and doubled slashes, by its text alone, as Go's `filepath.Clean("/" + name)`
 * does for umoci and containerd. `..` ends at the root: nothing leads out.
 */
export function cleanPath(name: string): string {
	const relative = name.startsWith("/") ? name.slice(1) : name;
	if (!UNCLEAN.test(relative)) return `/${relative}`;

	const parts: string[] = [];
	for (const part of relative.split("/")) {
		if (part === "..") parts.pop();
		else if (part !== "" && part !== ".") parts.push(part);
	}
	return `/${parts.join("/")}`;
}

/** How many folders are above a cleaned path. */
export function depthOf(path: string): number {
	let depth = 0;
	for (let at = path.indexOf("/", 1); at !== -1; at = path.indexOf("/", at + 1)) depth++;
	return depth;
}
