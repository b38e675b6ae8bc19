/** Actions that change nothing. `metadata_read` is what Azure's registries want for a list of tags. */
const READING: ReadonlySet<string> = new Set(["pull", "metadata_read"]);
const MAX_SCOPES = 4;

/** The scope that reading a repository takes. */
export function pullScope(repository: string): string {
	return `repository:${repository}:pull`;
}

/**
 * Adds the scopes that a registry says are missing, as far as they are about reading repositories: a token goes to whoever asks for
 * it, and a registry has no business with one that lets it write elsewhere.
 */
export function addScopes(scopes: readonly string[], asked: string | undefined): readonly string[] {
	const added = new Set(scopes);
	for (const scope of (asked ?? "").split(" ")) {
		const [kind, ...rest] = scope.split(":");
		const actions = (rest.pop() ?? "").split(",").filter((action) => READING.has(action));
		const name = rest.join(":");
		if (kind !== "repository" || actions.length === 0 || !/^[\w./:-]{1,512}$/.test(name)) continue;
		if (added.size < MAX_SCOPES) added.add(`repository:${name}:${actions.join(",")}`);
	}
	return [...added];
}
