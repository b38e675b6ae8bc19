/** Who depends on whom, by any text that identifies a package in one file. */
export type DependencyGraph = ReadonlyMap<string, readonly string[]>;

/** What a project asks for itself, by the graph's keys. */
export interface Asked {
	readonly production: readonly string[];
	readonly development: readonly string[];
}

/** What follows from that for a package; nothing where nobody says what the project asks for. */
export interface DependencyFlags {
	readonly direct?: boolean;
	readonly development?: boolean;
}

/** Everything that can be reached from some packages, themselves included. Iterative: graphs of lock files are foreign. */
export function reachableFrom(graph: DependencyGraph, roots: Iterable<string>): ReadonlySet<string> {
	const reached = new Set<string>(roots);
	for (const key of reached) {
		for (const next of graph.get(key) ?? []) reached.add(next);
	}
	return reached;
}

/**
 * Tells the flags of packages: direct is what the project asks for, for development what nothing else needs.
 *
 * @param nameOf turns a key of the graph into the one that is asked by, where several keys stand for one package
 */
export function flagsFrom(
	graph: DependencyGraph,
	asked: Asked,
	nameOf: (key: string) => string = (key) => key,
): (name: string) => DependencyFlags {
	if (asked.production.length + asked.development.length === 0) return () => ({});

	const named = (keys: Iterable<string>): ReadonlySet<string> => new Set(Array.from(keys, nameOf));
	const asksForDirectly = new Set([...named(asked.production), ...named(asked.development)]);
	const production = named(reachableFrom(graph, asked.production));
	const development = named(reachableFrom(graph, asked.development));
	return (name) => ({ direct: asksForDirectly.has(name), development: development.has(name) && !production.has(name) });
}
