import { OciError } from "../../errors.ts";
import type { Answer } from "../http/answer.ts";
import type { HttpClient } from "../http/http-client.ts";
import { describeUrl } from "../http/safe-url.ts";
import { basic, type Credentials } from "./credentials.ts";
import { readRefreshToken, readToken, type Token } from "./token-answer.ts";

/** Who gives out tokens, and for what. */
export interface TokenRequest {
	readonly realm: URL;
	readonly service: string | undefined;
	readonly scopes: readonly string[];
	readonly credentials: Credentials | undefined;
	readonly insecure: boolean;
	readonly signal: AbortSignal | undefined;
}

const CLIENT_ID = "plimsoll";
const MAX_ANSWER_BYTES = 256 * 1024;
/** How a server says that it does not know a way to ask. */
const WAY_UNKNOWN: ReadonlySet<number> = new Set([400, 404, 405, 501]);

/**
 * Asks for a token in the way that fits the credentials; where a server does not know that way, in the other one.
 *
 * @see https://distribution.github.io/distribution/spec/auth/oauth/
 * @returns undefined where the server does not take the credentials
 * @throws {@link OciError} `registry-unreachable`, `registry-malformed`; {@link import("../http/network-error.ts").NetworkError}
 */
export async function requestToken(request: TokenRequest, http: HttpClient): Promise<Token | undefined> {
	let answer: Answer | undefined;
	for (const way of await waysFor(request, http)) {
		await answer?.discard();
		answer = await way();
		if (answer.status === 200) return readToken(await answer.bytes(MAX_ANSWER_BYTES), describeUrl(request.realm), Date.now());
		if (!isWorthAnotherWay(answer.status, request.credentials)) break;
	}
	await answer?.discard();
	if (answer === undefined || (answer.status < 500 && answer.status !== 429)) return undefined;
	throw new OciError("registry-unreachable", `${describeUrl(request.realm)}, which gives out tokens, answers with ${answer.status}`);
}

/** A refresh token that has ended may lie beside a password that has not. */
function isWorthAnotherWay(status: number, credentials: Credentials | undefined): boolean {
	if (status === 401) return credentials?.kind === "identity-token" && credentials.password !== undefined;
	return WAY_UNKNOWN.has(status);
}

type Way = () => Promise<Answer>;

async function waysFor(request: TokenRequest, http: HttpClient): Promise<readonly Way[]> {
	const { credentials } = request;
	const get =
		(authorization?: string): Way =>
		() =>
			askByGet(request, http, authorization);
	const post =
		(form: Readonly<Record<string, string>>): Way =>
		() =>
			askByPost(request, http, form);
	switch (credentials?.kind) {
		case undefined:
		case "bearer":
			return [get()];
		case "password": {
			const { username, password } = credentials;
			return [get(basic(username, password)), post({ grant_type: "password", username, password })];
		}
		case "identity-token": {
			const { username, password, token } = credentials;
			const refresh = post({ grant_type: "refresh_token", refresh_token: token });
			return username === undefined ? [refresh] : [refresh, get(basic(username, password ?? token))];
		}
		case "entra-token": {
			const refreshToken = await exchangeEntraToken(request, http, credentials);
			return refreshToken === undefined ? [] : [post({ grant_type: "refresh_token", refresh_token: refreshToken })];
		}
	}
}

function askByGet(request: TokenRequest, http: HttpClient, authorization: string | undefined): Promise<Answer> {
	const { realm, service, scopes, credentials, insecure, signal } = request;
	const url = new URL(realm);
	if (service !== undefined) url.searchParams.set("service", service);
	for (const scope of scopes) url.searchParams.append("scope", scope);
	url.searchParams.set("client_id", CLIENT_ID);
	if (credentials?.kind === "password") url.searchParams.set("account", credentials.username);
	const headers = authorization === undefined ? {} : { authorization };
	return http.fetch({ method: "GET", url, headers, signal }, { insecure });
}

function askByPost(request: TokenRequest, http: HttpClient, form: Readonly<Record<string, string>>): Promise<Answer> {
	const { realm, service, scopes, insecure, signal } = request;
	const members = { ...form, client_id: CLIENT_ID, scope: scopes.join(" "), ...(service === undefined ? {} : { service }) };
	return http.fetch({ method: "POST", url: realm, ...formOf(members), signal }, { insecure });
}

/**
 * Turns a token of Entra into a refresh token of an Azure container registry, which does so beside where it gives out tokens.
 *
 * @see https://github.com/Azure/acr/blob/main/docs/AAD-OAuth.md
 */
async function exchangeEntraToken(
	{ realm, service, insecure, signal }: TokenRequest,
	http: HttpClient,
	{ token, tenant }: Extract<Credentials, { kind: "entra-token" }>,
): Promise<string | undefined> {
	const url = new URL("/oauth2/exchange", realm);
	const members = { grant_type: "access_token", service: service ?? realm.host, access_token: token, ...(tenant && { tenant }) };
	const answer = await http.fetch({ method: "POST", url, ...formOf(members), signal }, { insecure });
	if (answer.status === 200) return readRefreshToken(await answer.bytes(MAX_ANSWER_BYTES), describeUrl(url));
	await answer.discard();
	return undefined;
}

function formOf(members: Readonly<Record<string, string>>): { body: string; headers: Readonly<Record<string, string>> } {
	const body = new URLSearchParams(members).toString();
	return { body, headers: { "content-type": "application/x-www-form-urlencoded", "content-length": String(body.length) } };
}
