import { DEFAULT_REGISTRY, type ImageReference, parseImageReference } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import type { RepositoryName } from "./credentials/auth-key.ts";
import { isLoopback } from "./http/safe-url.ts";
import { type ConfiguredRegistry, type RegistriesConf, readRegistriesConf } from "./mirrors/registries-conf.ts";
import { environmentOf, type RegistrySettings } from "./registry-settings.ts";

/** A place from which a repository can be had. */
export interface Endpoint extends RepositoryName {
	/** Host and port to connect to. */
	readonly host: string;
	/** What is tried, in this order. Plain http only where it stays on this machine, or the user said so. */
	readonly schemes: readonly ("https" | "http")[];
	/** Whether certificates are not verified. */
	readonly insecure: boolean;
	/** Whether it is the registry that the user named, and no mirror of it. */
	readonly isNamed: boolean;
	/** What it may be asked for. */
	readonly pulls: "all" | "digest-only" | "tag-only";
}

/** Where docker.io is. */
const DOCKER_HOST = "registry-1.docker.io";

/**
 * Where a repository can be had: its mirrors in their order, and at last its own registry.
 *
 * @throws {@link OciError} `registry-refused` where this machine's settings block it; `settings-malformed`, `target-invalid`
 */
export async function endpointsOf(repository: RepositoryName, settings: RegistrySettings): Promise<readonly Endpoint[]> {
	const conf = await readRegistriesConf(environmentOf(settings));
	const name = `${repository.registry}/${repository.repository}`;
	const configured = conf === undefined ? undefined : configuredFor(conf, name);
	if (configured?.blocked === true) {
		throw new OciError("registry-refused", `${name} is blocked by ${conf?.path}`, { path: name });
	}
	const insecure = settings.insecure === true;
	const named = (settings.mirrors ?? []).flatMap((mirror) => mirrorOf(mirror, repository, insecure));
	const mirrors = (configured?.mirrors ?? []).map(({ location, pulls, ...mirror }) =>
		endpointOf(relocate(name, configured?.prefix ?? "", location, conf), { insecure: insecure || mirror.insecure, isNamed: false, pulls }),
	);
	const own = configured === undefined ? repository : relocate(name, configured.prefix, configured.location, conf);
	const origin = endpointOf(own, { insecure: insecure || configured?.insecure === true, isNamed: true, pulls: "all" });
	return [...named, ...mirrors, origin];
}

/** Whether an endpoint is to be asked for what a reference names. */
export function serves({ pulls }: Endpoint, { digest }: Pick<ImageReference, "digest">): boolean {
	return pulls === "all" || (pulls === "digest-only") === (digest !== undefined);
}

function endpointOf(
	{ registry, repository }: RepositoryName,
	{ insecure, isNamed, pulls }: Pick<Endpoint, "insecure" | "isNamed" | "pulls">,
): Endpoint {
	const host = registry === DEFAULT_REGISTRY ? DOCKER_HOST : registry;
	const isLocal = isLoopback(URL.parse(`http://${host}`)?.hostname ?? "");
	return { registry, repository, host, schemes: insecure || isLocal ? ["https", "http"] : ["https"], insecure, isNamed, pulls };
}

/** `HOST[/PATH]` stands for docker.io, as docker's own setting does, `REGISTRY=HOST[/PATH]` for another registry. */
function mirrorOf(text: string, { registry, repository }: RepositoryName, insecure: boolean): readonly Endpoint[] {
	const equals = text.indexOf("=");
	const mirrored = equals === -1 ? DEFAULT_REGISTRY : text.slice(0, equals);
	if (mirrored !== registry) return [];
	const place = text
		.slice(equals + 1)
		.replace(/^https?:\/\//, "")
		.replace(/\/+$/, "");
	return [endpointOf(readName(`${place}/${repository}`, "--registry-mirror"), { insecure, isNamed: false, pulls: "all" })];
}

/** The registry of the longest prefix. */
function configuredFor({ registries }: RegistriesConf, name: string): ConfiguredRegistry | undefined {
	let best: ConfiguredRegistry | undefined;
	for (const registry of registries) {
		if (matchedLength(name, registry.prefix) !== undefined && registry.prefix.length > (best?.prefix.length ?? 0)) best = registry;
	}
	return best;
}

/** How much of a name a prefix stands for; `*.example.com` stands for all hosts below. */
function matchedLength(name: string, prefix: string): number | undefined {
	if (prefix.startsWith("*.")) {
		const host = name.slice(0, name.indexOf("/"));
		return host.endsWith(prefix.slice(1)) ? host.length : undefined;
	}
	if (!name.startsWith(prefix)) return undefined;
	const next = name[prefix.length];
	return next === undefined || next === "/" ? prefix.length : undefined;
}

function relocate(name: string, prefix: string, location: string, conf: RegistriesConf | undefined): RepositoryName {
	const length = location === "" ? 0 : (matchedLength(name, prefix) ?? 0);
	return readName(`${location}${name.slice(length)}`, conf?.path ?? "");
}

function readName(text: string, namedBy: string): RepositoryName {
	const parsed = parseImageReference(text);
	if ("reference" in parsed && text.startsWith(`${parsed.reference.registry}/`)) return parsed.reference;
	const problem = "problem" in parsed ? parsed.problem : "it names no registry";
	throw new OciError("settings-malformed", `${namedBy} leads to ${JSON.stringify(text.slice(0, 300))}, which is no repository: ${problem}`);
}
