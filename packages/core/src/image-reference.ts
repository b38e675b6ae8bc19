import { type Digest, isDigest } from "./digest.ts";

/** An image in a registry, with all that docker leaves out filled in. */
export interface ImageReference {
	/** The registry's host with its port, if one is named: `docker.io`, `localhost:5000`, `[::1]:5000`. */
	readonly registry: string;
	/** The path in the registry: `library/debian`. */
	readonly repository: string;
	/** `latest` where neither tag nor digest is named. */
	readonly tag?: string;
	/** Which content is meant; where there is a tag, too, it only says what that was once called. */
	readonly digest?: Digest;
}

/** A reference, or what keeps a text from being one. */
export type ParsedReference = { readonly reference: ImageReference } | { readonly problem: string };

/** Where a name without a registry leads. */
export const DEFAULT_REGISTRY = "docker.io";

const DEFAULT_NAMESPACE = "library";
const DEFAULT_TAG = "latest";
const MAX_HOST = 261;
const MAX_REPOSITORY = 255;
const MAX_TAG = 128;

const HOST_PART = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const REPOSITORY_PART = /^[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]*$/;

/**
 * Reads the name of an image as docker does: `[REGISTRY[:PORT]/]REPOSITORY[:TAG][@DIGEST]`.
 *
 * @see https://github.com/distribution/reference
 * @example
 * parseImageReference("debian:12"); // { reference: { registry: "docker.io", repository: "library/debian", tag: "12" } }
 */
export function parseImageReference(text: string): ParsedReference {
	const at = text.indexOf("@");
	const named = at === -1 ? text : text.slice(0, at);
	const digest = at === -1 ? undefined : text.slice(at + 1);
	const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
	const name = colon === -1 ? named : named.slice(0, colon);
	const tag = colon === -1 ? undefined : named.slice(colon + 1);

	const { registry, repository } = splitName(name);
	const problem = problemOfRegistry(registry) ?? problemOfRepository(repository) ?? problemOfTag(tag);
	if (problem !== undefined) return { problem };
	if (/^[0-9a-f]{64}$/.test(name)) return { problem: "it is 64 hex digits, which is the id of an image and not its name" };
	if (digest !== undefined && !isDigest(digest)) return { problem: "what follows the @ is no sha256, sha384 or sha512 digest" };

	const known = tag ?? (digest === undefined ? DEFAULT_TAG : undefined);
	return {
		reference: { registry, repository, ...(known === undefined ? {} : { tag: known }), ...(digest === undefined ? {} : { digest }) },
	};
}

/** Writes a reference in full: `docker.io/library/debian:12`. */
export function formatImageReference({ registry, repository, tag, digest }: ImageReference): string {
	return `${registry}/${repository}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
}

/** Writes a reference as people do, without what {@link parseImageReference} fills in: `debian:12`. */
export function shortenImageReference(reference: ImageReference): string {
	const { registry, repository, tag, digest } = reference;
	const isBare = tag === DEFAULT_TAG && digest === undefined;
	const full = formatImageReference(isBare ? { registry, repository } : reference);
	if (registry !== DEFAULT_REGISTRY) return full;

	const path = full.slice(DEFAULT_REGISTRY.length + 1);
	const official = repository.startsWith(`${DEFAULT_NAMESPACE}/`) ? path.slice(DEFAULT_NAMESPACE.length + 1) : path;
	return isSame(official, reference) ? official : full;
}

/** What is shortened must not be read as something else: `docker.io/library/a.b/c` is not `a.b/c`. */
function isSame(text: string, reference: ImageReference): boolean {
	const parsed = parseImageReference(text);
	return "reference" in parsed && formatImageReference(parsed.reference) === formatImageReference(reference);
}

/** A first part is a host if it could not be a repository's: it has a dot, a colon or capitals, or is `localhost`. */
function splitName(name: string): { registry: string; repository: string } {
	const slash = name.indexOf("/");
	const first = slash === -1 ? "" : name.slice(0, slash);
	const isHost = /[.:]/.test(first) || first === "localhost" || first !== first.toLowerCase();
	const registry = isHost ? first.replace(/^index\.docker\.io$/, DEFAULT_REGISTRY) : DEFAULT_REGISTRY;
	const path = isHost ? name.slice(slash + 1) : name;
	const isOfficial = registry === DEFAULT_REGISTRY && !path.includes("/");
	return { registry, repository: isOfficial ? `${DEFAULT_NAMESPACE}/${path}` : path };
}

function problemOfRegistry(registry: string): string | undefined {
	if (registry.length > MAX_HOST) return `its registry has more than ${MAX_HOST} characters`;

	// Without a zone, which only means something on one machine.
	const bracketed = /^\[([0-9A-Fa-f:.]*)\](?::(\d{1,5}))?$/.exec(registry);
	const [host = "", port, ...more] = bracketed === null ? registry.split(":") : ["", bracketed[2]];
	if (port !== undefined && !(/^\d{1,5}$/.test(port) && Number(port) > 0 && Number(port) < 65_536)) return "its registry has no valid port";

	const isHost =
		bracketed === null
			? more.length === 0 && host.split(".").every((part) => HOST_PART.test(part))
			: URL.canParse(`http://[${bracketed[1]}]`);
	return isHost ? undefined : "its registry is no host name or address";
}

function problemOfRepository(repository: string): string | undefined {
	if (repository.length > MAX_REPOSITORY) return `its repository has more than ${MAX_REPOSITORY} characters`;
	if (repository.split("/").every((part) => REPOSITORY_PART.test(part))) return undefined;
	const lower = repository.toLowerCase();
	return lower !== repository && lower.split("/").every((part) => REPOSITORY_PART.test(part))
		? "its repository must be in lower case"
		: "its repository may only have lower-case letters, digits and single separators (. _ __ -) between them";
}

function problemOfTag(tag: string | undefined): string | undefined {
	if (tag === undefined) return undefined;
	if (tag.length > MAX_TAG) return `its tag has more than ${MAX_TAG} characters`;
	return TAG.test(tag) ? undefined : "its tag may only have letters, digits, _ . and -, and not begin with . or -";
}
