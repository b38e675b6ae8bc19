import { execFile } from "node:child_process";
import { defaultLimits, isSystemError } from "@plimsoll/core";
import type { Environment } from "../../environment.ts";
import { type DocumentPlace, readJson } from "../../manifest/json-document.ts";
import type { Credentials } from "../auth/credentials.ts";

/** Helpers may have to ask the user for the password of a key ring. */
const TIMEOUT_MS = 60_000;
const MAX_OUTPUT_BYTES = 256 * 1024;
/** What helpers give as the name where the secret is a refresh token. */
const TOKEN_USER = "<token>";

/** What a helper gave, or why there is nothing of it. */
export type HelperAnswer = { readonly credentials: Credentials | undefined } | { readonly problem: string };

/** How a helper is run. */
export interface HelperRun {
	readonly environment: Environment;
	readonly signal: AbortSignal | undefined;
}

/**
 * Asks `docker-credential-NAME` for the credentials of a registry. Nothing that it prints is shown: it may be a secret.
 *
 * @param name the part behind `docker-credential-`; never a path
 * @param serverUrl as {@link import("./auth-key.ts").serverUrlOf} gives it
 * @see https://github.com/docker/docker-credential-helpers
 */
export async function askHelper(name: string, serverUrl: string, run: HelperRun): Promise<HelperAnswer> {
	const program = `docker-credential-${name}`;
	if (!/^\w[\w.-]{0,63}$/.test(name)) return { problem: "a credential helper's name may only have letters, digits, _ . and -" };

	const { output, problem } = await execute(program, serverUrl, run);
	if (/credentials not found|no credentials/i.test(output)) return { credentials: undefined };
	if (problem !== undefined) return { problem: `${program} ${problem}` };
	try {
		return { credentials: readAnswer(output, program) };
	} catch {
		return { problem: `${program} did not answer with the credentials that it was asked for` };
	}
}

function readAnswer(output: string, program: string): Credentials | undefined {
	const place: DocumentPlace = { code: "settings-malformed", what: "the answer", path: program, isSecret: true };
	const answer = readJson(Buffer.from(output), place, defaultLimits()).object();
	const username = answer.optional("Username")?.string() ?? "";
	const secret = answer.optional("Secret")?.string() ?? "";
	if (secret === "") return undefined;
	return username === TOKEN_USER || username === ""
		? { kind: "identity-token", token: secret }
		: { kind: "password", username, password: secret };
}

interface Execution {
	readonly output: string;
	readonly problem: string | undefined;
}

async function execute(program: string, input: string, { environment, signal }: HelperRun): Promise<Execution> {
	const execution = await new Promise<Execution>((resolve) => {
		const options = { env: environment, timeout: TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES, killSignal: "SIGKILL" as const, signal };
		const child = execFile(program, ["get"], options, (error, stdout) =>
			resolve({ output: stdout, problem: error === null ? undefined : problemOf(error) }),
		);
		// A helper may end without reading what it is asked.
		child.stdin?.on("error", () => {}).end(input);
	});
	signal?.throwIfAborted();
	return execution;
}

function problemOf(error: Error): string {
	if (isSystemError(error, "ENOENT")) return "is not installed";
	if (isSystemError(error, "ERR_CHILD_PROCESS_STDIO_MAXBUFFER")) return `printed more than ${MAX_OUTPUT_BYTES} bytes`;
	if ("killed" in error && error.killed === true) return `did not answer within ${TIMEOUT_MS / 1000} s`;
	return "failed";
}
