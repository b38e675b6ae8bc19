import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Limits } from "@plimsoll/core";
import type { Environment } from "../environment.ts";
import { currentContext, readContext, readTlsFiles } from "./docker-context.ts";
import { type EngineAddress, parseEngineAddress } from "./engine-address.ts";

/** An engine, by the name of its command. */
export type EngineName = "docker" | "podman";

/**
 * Finds where an engine listens, as its own command line would: `DOCKER_HOST` (`DOCKER_TLS_VERIFY`, `DOCKER_CERT_PATH`), the context in
 * use, the usual sockets; for podman `CONTAINER_HOST` and its sockets. Where docker's socket is missing, podman's will do.
 *
 * @see https://docs.docker.com/reference/cli/docker/#environment-variables
 * @throws {@link import("../errors.ts").OciError} `engine-unreachable`
 */
export async function findEngine(engine: EngineName, environment: Environment, limits: Limits): Promise<EngineAddress> {
	if (engine === "podman") {
		const host = environment["CONTAINER_HOST"];
		return host ? parseEngineAddress(host, "CONTAINER_HOST") : firstThere(podmanSockets(environment));
	}
	const folder = environment["DOCKER_CONFIG"] || join(homeOf(environment), ".docker");
	const host = environment["DOCKER_HOST"];
	if (host) {
		const tls = environment["DOCKER_TLS_VERIFY"] ? await readTlsFiles(environment["DOCKER_CERT_PATH"] || folder, true) : undefined;
		return parseEngineAddress(host, "DOCKER_HOST", tls);
	}
	const context = await currentContext(folder, environment["DOCKER_CONTEXT"], limits);
	if (context !== undefined) {
		const endpoint = await readContext(folder, context, limits);
		return parseEngineAddress(endpoint.host, `the host of docker's context ${JSON.stringify(context)}`, endpoint.tls);
	}
	return firstThere([...dockerSockets(environment), ...podmanSockets(environment)]);
}

function dockerSockets(environment: Environment): string[] {
	const runtime = environment["XDG_RUNTIME_DIR"];
	const rootless = runtime ? [join(runtime, "docker.sock")] : [];
	return ["/var/run/docker.sock", ...rootless, join(homeOf(environment), ".docker/run/docker.sock")];
}

function podmanSockets(environment: Environment): string[] {
	const runtime = environment["XDG_RUNTIME_DIR"];
	return [...(runtime ? [join(runtime, "podman/podman.sock")] : []), "/run/podman/podman.sock"];
}

/** The first that exists; where none does, the first, which the error will name. */
function firstThere(sockets: readonly string[]): EngineAddress {
	return { kind: "socket", path: sockets.find((path) => existsSync(path)) ?? sockets[0] ?? "" };
}

function homeOf(environment: Environment): string {
	return environment["HOME"] || homedir();
}
