/** Who depends on whom, by any text that identifies a package in one file. */
export type DependencyGraph = ReadonlyMap<string, readonly string[]>;

/** Everything that can be reached from some packages, themselves included. Iterative: graphs of lock files are foreign. */
export function reachableFrom(graph: DependencyGraph, roots: Iterable<string>): ReadonlySet<string> {
	const reached = new Set<string>(roots);
	for (const key of reached) {
		for (const next of graph.get(key) ?? []) reached.add(next);
	}
	return reached;
}
