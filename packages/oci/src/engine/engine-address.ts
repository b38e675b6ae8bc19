import { OciError } from "../errors.ts";

/** Certificates for a connection, in PEM. */
export interface TlsFiles {
	readonly ca?: Buffer;
	readonly cert?: Buffer;
	readonly key?: Buffer;
	/** Whether the engine's certificate is held against an authority. */
	readonly verifies: boolean;
}

/** Where a container engine listens. */
export type EngineAddress =
	| { readonly kind: "socket"; readonly path: string }
	| { readonly kind: "tcp"; readonly host: string; readonly port: number; readonly tls?: TlsFiles };

/** The ports that engines listen on unless told otherwise. */
const PORTS = { plain: 2375, tls: 2376 };

/** Ways to reach an engine that we do not go, and what to do instead. */
const OTHER_WAYS: ReadonlyMap<string, string> = new Map([
	["ssh", "ssh HOST docker save NAME | plimsoll scan -"],
	["npipe", "docker save NAME | plimsoll scan -"],
	["fd", "docker save NAME | plimsoll scan -"],
]);

/**
 * Reads where an engine listens, as `DOCKER_HOST` has it: `unix:///var/run/docker.sock`, `tcp://host:2376`, `host:2375`.
 *
 * @param namedBy what has it, for messages
 * @throws {@link OciError} `engine-unreachable` for every other way
 */
export function parseEngineAddress(text: string, namedBy: string, tls?: TlsFiles): EngineAddress {
	const [, scheme = "tcp", rest = ""] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(text) ?? [];
	const problem = (what: string): OciError =>
		new OciError("engine-unreachable", `${namedBy} is ${JSON.stringify(text)}: ${what}`, { path: text });
	if (scheme === "unix" && rest !== "" && !rest.includes("\0")) return { kind: "socket", path: rest };

	const instead = OTHER_WAYS.get(scheme);
	if (instead !== undefined) throw problem(`engines are not reached by ${scheme}: here; use ${instead}`);

	const url = ["tcp", "http", "https"].includes(scheme) ? URL.parse(`http://${rest}`) : null;
	if (url === null || url.hostname === "") throw problem("expected unix://PATH or tcp://HOST:PORT");
	const secured = tls ?? (scheme === "https" ? { verifies: true } : undefined);
	return {
		kind: "tcp",
		host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
		port: portOf(rest, url) ?? (secured === undefined ? PORTS.plain : PORTS.tls),
		...(secured === undefined ? {} : { tls: secured }),
	};
}

/** An address as people write it. */
export function formatEngineAddress(address: EngineAddress): string {
	return address.kind === "socket" ? `unix://${address.path}` : `tcp://${address.host}:${address.port}`;
}

/** A URL leaves out the port that is usual for its scheme, which is not usual here. */
function portOf(rest: string, url: URL): number | undefined {
	if (url.port !== "") return Number(url.port);
	return /:80(?:\/|$)/.test(rest) ? 80 : undefined;
}
