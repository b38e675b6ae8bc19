import { DEFAULT_REGISTRY } from "@plimsoll/core";

/** The repository that credentials are wanted for. */
export interface RepositoryName {
	readonly registry: string;
	readonly repository: string;
}

/** How docker's own registry is called in files of credentials, and where it is kept by credential helpers. */
export const DOCKER_KEY = "https://index.docker.io/v1/";
const DOCKER_HOSTS: ReadonlySet<string> = new Set(["index.docker.io", "registry-1.docker.io", DEFAULT_REGISTRY]);

/**
 * The keys of a file that speak for a repository, the most specific first: containers' tools write `HOST/PATH`, docker a host, and
 * older ones an address whose path says nothing (`https://HOST/v1/`).
 *
 * @see https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md
 */
export function matchingKeys(keys: Iterable<string>, { registry, repository }: RepositoryName): readonly string[] {
	const wanted = `${registry}/${repository}`;
	const found: { key: string; length: number }[] = [];
	for (const key of keys) {
		const meant = normalise(key);
		if (meant === wanted || wanted.startsWith(`${meant}/`)) found.push({ key, length: meant.length });
	}
	// Of keys that mean the same, the one that is written as it is meant.
	return found.sort((a, b) => b.length - a.length || a.key.length - b.key.length).map(({ key }) => key);
}

/** What a credential helper knows a registry by. */
export function serverUrlOf(registry: string): string {
	return registry === DEFAULT_REGISTRY ? DOCKER_KEY : registry;
}

function normalise(key: string): string {
	const address = /^https?:\/\/([^/]*)/.exec(key);
	const path = address?.[1] ?? key.replace(/\/(?:v[12]\/?)?$/, "");
	const slash = path.indexOf("/");
	const host = slash === -1 ? path : path.slice(0, slash);
	return DOCKER_HOSTS.has(host) ? `${DEFAULT_REGISTRY}${path.slice(host.length)}` : path;
}
