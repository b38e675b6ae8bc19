import { DEFAULT_REGISTRY, neutralise } from "@plimsoll/core";
import { OciError, type OciErrorCode } from "../errors.ts";
import type { Authorizer } from "./auth/authorizer.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Answer } from "./http/answer.ts";
import type { NetworkError } from "./http/network-error.ts";

/** Of the answer in which a registry says what is wrong. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** Whom a failure is about. */
export interface FailurePlace {
	readonly endpoint: Endpoint;
	readonly authorizer: Authorizer;
}

/** What a failure to talk to a registry means for a user, and what to do about it. */
export function failureOfNetwork({ endpoint }: FailurePlace, error: NetworkError): OciError {
	const name = nameOf(endpoint);
	switch (error.problem) {
		case "certificate":
			return failure("registry-unreachable", name, `${error.message}; --ca-file FILE names an authority to trust`);
		case "tls":
			return failure("registry-unreachable", name, `${error.message}; --insecure allows plain http`);
		case "refused":
			return failure("registry-refused", name, `the registry is not followed: ${error.message}`);
		case "malformed":
			return failure("registry-malformed", name, error.message);
		case "unreachable":
		case "absent":
		case "proxy":
			return failure("registry-unreachable", name, `${endpoint.host} cannot be reached: ${error.message}`);
	}
}

/** What a status other than success means for a user, and what to do about it. */
export async function failureOfAnswer(place: FailurePlace, answer: Answer, what: string): Promise<OciError> {
	const name = nameOf(place.endpoint);
	const said = await readSaid(place, answer);
	const { status } = answer;
	if (status === 404) return failure("manifest-unknown", name, `the registry has no ${what}${said}`);
	if (status === 401) return failure("registry-unauthorised", name, `${wantsCredentials(place)}${said}`);
	if (status === 403) return failure("registry-denied", name, `${deniesCredentials(place)}${said}`);
	if (status === 429) {
		const hint = "try again later, log in for a higher limit, or name a mirror (--registry-mirror)";
		return failure("registry-unreachable", name, `the registry is asked too often (429); ${hint}${said}`);
	}
	if (status >= 500) return failure("registry-unreachable", name, `the registry answers with ${status}${said}`);
	return failure("registry-malformed", name, `the registry answers with ${status} when asked for ${what}${said}`);
}

/** The error of one that is asked as well as mirrors, none of which had what was wanted. */
export function failureOfAll(failures: readonly OciError[]): OciError | undefined {
	const last = failures.at(-1);
	if (last === undefined || failures.length === 1) return last;
	const before = failures.slice(0, -1).map(({ message }) => message);
	return new OciError(last.code, `${last.message}; before that: ${before.join("; ")}`, {
		cause: last,
		...(last.path && { path: last.path }),
	});
}

/** A repository as its user knows it, and the mirror where it is one. */
export function nameOf({ registry, repository, isNamed }: Endpoint): string {
	return `${registry}/${repository}${isNamed ? "" : " (a mirror)"}`;
}

function failure(code: OciErrorCode, name: string, problem: string): OciError {
	return new OciError(code, `${name}: ${problem}`, { path: name });
}

function wantsCredentials({ endpoint, authorizer }: FailurePlace): string {
	const { credentials, origin, problem } = authorizer.found ?? {};
	if (credentials !== undefined) return `the registry does not take the credentials of ${origin}; ${howToLogIn(endpoint)}`;
	const why = problem === undefined ? "none were found" : `none could be had: ${problem}`;
	return `there is no such image, or the registry wants credentials and ${why}; ${howToLogIn(endpoint)}`;
}

function deniesCredentials({ endpoint, authorizer }: FailurePlace): string {
	const { credentials, origin } = authorizer.found ?? {};
	if (credentials !== undefined) return `the credentials of ${origin} do not allow to pull it`;
	return `the registry does not let everybody pull it; ${howToLogIn(endpoint)}`;
}

function howToLogIn({ registry }: Endpoint): string {
	return `log in with docker login${registry === DEFAULT_REGISTRY ? "" : ` ${registry}`}, or give --username and --password-stdin`;
}

/** What the registry itself says, unless it sends secrets back. */
async function readSaid({ authorizer }: FailurePlace, answer: Answer): Promise<string> {
	try {
		const document: unknown = JSON.parse(Buffer.from(await answer.bytes(MAX_ANSWER_BYTES)).toString());
		const [error] = (document as { errors?: { code?: unknown; message?: unknown }[] }).errors ?? [];
		const text = [error?.code, error?.message].filter((part) => typeof part === "string" && part !== "").join(": ");
		return text === "" || authorizer.isRevealedBy(text) ? "" : ` (it says: ${neutralise(text, 200)})`;
	} catch {
		return "";
	}
}
