import { join } from "node:path";
import type { Environment } from "../../environment.ts";
import { OciError } from "../../errors.ts";
import type { Credentials, FoundCredentials } from "../auth/credentials.ts";
import { environmentOf, homeOf, type RegistrySettings } from "../registry-settings.ts";
import { readAuthFile } from "./auth-file.ts";
import { type RepositoryName, serverUrlOf } from "./auth-key.ts";
import { askHelper, type HelperRun } from "./credential-helper.ts";

/** Whom credentials are wanted for. */
export interface CredentialsRequest extends RepositoryName {
	/** Whether the user named this registry: what is given for the named one is for no other, such as a mirror. */
	readonly isNamed: boolean;
}

/** Where Microsoft runs container registries, in all its clouds. */
const AZURE_HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.azurecr\.(?:io|cn|us|de)$/;

/**
 * Finds credentials for a repository where every tool looks for them: the command line, Plimsoll's environment variables, the files
 * of containers' tools, those of docker, and the helpers that these name.
 *
 * @throws {@link OciError} `settings-malformed` where a file is not as it should be. A helper that fails only leaves a problem behind:
 * the image may be one for everybody
 */
export async function findCredentials(
	request: CredentialsRequest,
	settings: RegistrySettings,
	signal: AbortSignal | undefined,
): Promise<FoundCredentials> {
	const environment = environmentOf(settings);
	const given = request.isNamed ? givenCredentials(request, settings) : undefined;
	if (given !== undefined) return given;

	let problem: string | undefined;
	for (const file of authFiles(environment)) {
		const found = await findInFile(file, request, { environment, signal });
		if (found.credentials !== undefined) return found;
		problem ??= found.problem;
	}
	return problem === undefined ? {} : { problem };
}

async function findInFile({ path, namedBy }: AuthFile, request: CredentialsRequest, run: HelperRun): Promise<FoundCredentials> {
	const entry = await readAuthFile(path, request);
	if (entry === undefined && namedBy !== undefined) {
		throw new OciError("settings-malformed", `${path}, which ${namedBy} names, does not exist`, { path });
	}
	let problem: string | undefined;
	for (const helper of entry?.helpers ?? []) {
		const answer = await askHelper(helper, serverUrlOf(request.registry), run);
		if ("problem" in answer) problem ??= `${answer.problem} (${path})`;
		else if (answer.credentials !== undefined) return { credentials: answer.credentials, origin: `docker-credential-${helper}` };
	}
	if (entry?.credentials !== undefined) return { credentials: entry.credentials, origin: path };
	return problem === undefined ? {} : { problem };
}

function givenCredentials({ registry }: CredentialsRequest, settings: RegistrySettings): FoundCredentials | undefined {
	if (settings.credentials !== undefined) return { credentials: { kind: "password", ...settings.credentials }, origin: "the command line" };

	const environment = environmentOf(settings);
	const bound = environment["PLIMSOLL_REGISTRY"];
	if (bound !== undefined && bound !== "" && bound !== registry) return undefined;
	// A token of Entra opens more than registries: it is given to Azure's, or to the one that is named beside it.
	const mayExchange = bound === registry || AZURE_HOST.test(registry);
	return fromEnvironment(environment, mayExchange);
}

function fromEnvironment(environment: Environment, mayExchange: boolean): FoundCredentials | undefined {
	const value = (name: string): string | undefined => environment[name] || undefined;
	const found = (credentials: Credentials, origin: string): FoundCredentials => ({ credentials, origin });
	const username = value("PLIMSOLL_USERNAME");
	const password = value("PLIMSOLL_PASSWORD");
	if (username !== undefined && password !== undefined) return found({ kind: "password", username, password }, "PLIMSOLL_USERNAME");

	const bearer = value("PLIMSOLL_REGISTRY_TOKEN");
	if (bearer !== undefined) return found({ kind: "bearer", token: bearer }, "PLIMSOLL_REGISTRY_TOKEN");

	const token = value("PLIMSOLL_ACR_ACCESS_TOKEN");
	if (token === undefined || !mayExchange) return undefined;
	const tenant = value("PLIMSOLL_ACR_TENANT");
	return found({ kind: "entra-token", token, ...(tenant === undefined ? {} : { tenant }) }, "PLIMSOLL_ACR_ACCESS_TOKEN");
}

interface AuthFile {
	readonly path: string;
	/** What names it, and is wrong where it is not there. */
	readonly namedBy?: string;
}

/** @see https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md */
function authFiles(environment: Environment): readonly AuthFile[] {
	const home = homeOf(environment);
	const named = environment["REGISTRY_AUTH_FILE"];
	const runtime = environment["XDG_RUNTIME_DIR"] || `/run/containers/${process.getuid?.() ?? 0}`;
	const config = environment["XDG_CONFIG_HOME"] || join(home, ".config");
	const containers = named
		? [{ path: named, namedBy: "REGISTRY_AUTH_FILE" }]
		: [{ path: join(runtime, "containers/auth.json") }, { path: join(config, "containers/auth.json") }];
	return [...containers, { path: join(environment["DOCKER_CONFIG"] || join(home, ".docker"), "config.json") }];
}
