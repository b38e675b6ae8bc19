import { type KeyObject, sign } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { Answering } from "./http-server.ts";

/** How a token server of a test decides and signs. */
export interface TokenServerOptions {
	/** Names and passwords that it takes; everybody else gets what everybody may. */
	readonly users?: Readonly<Record<string, string>>;
	/** Refresh tokens that it takes, and whose they are. */
	readonly refreshTokens?: Readonly<Record<string, string>>;
	/** Tokens of Entra that it exchanges, and for which refresh token. */
	readonly entraTokens?: Readonly<Record<string, string>>;
	/** The actions that somebody, or with undefined anybody, may do on a repository. */
	readonly grants: (user: string | undefined, repository: string) => readonly string[];
	readonly expiresIn?: number;
	/** The member that the token is in. */
	readonly member?: "token" | "access_token";
	/** Ways of asking that it does not know. */
	readonly without?: readonly string[];
	/** Signs tokens that docker's registry takes; without it they only say what they grant. */
	readonly signing?: { readonly key: KeyObject; readonly certificate: string; readonly issuer: string };
}

interface Asked {
	readonly user: string | undefined;
	readonly service: string;
	readonly scopes: readonly string[];
}

/**
 * Gives out tokens as the token servers of registries do.
 *
 * @see https://distribution.github.io/distribution/spec/auth/jwt/
 */
export function tokenServer(options: TokenServerOptions): Answering {
	let count = 0;
	return (request, response, body) => {
		const url = new URL(request.url ?? "", "http://tokens");
		if (options.without?.includes(request.method ?? "") === true) {
			response.writeHead(405).end();
			return;
		}
		const form = new URLSearchParams(body);
		if (url.pathname === "/oauth2/exchange") {
			exchange(options, form, response);
			return;
		}
		const asked = request.method === "POST" ? readForm(options, form) : readQuery(options, url, request.headers.authorization);
		if (asked === undefined) {
			response.writeHead(401).end('{"errors":[{"code":"UNAUTHORIZED"}]}');
			return;
		}
		const token = makeToken(options, asked, ++count);
		const answer = { [options.member ?? "token"]: token, ...(options.expiresIn === undefined ? {} : { expires_in: options.expiresIn }) };
		response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
	};
}

function exchange({ entraTokens }: TokenServerOptions, form: URLSearchParams, response: ServerResponse): void {
	const token = form.get("grant_type") === "access_token" ? entraTokens?.[form.get("access_token") ?? ""] : undefined;
	if (token === undefined) response.writeHead(401).end("{}");
	else response.writeHead(200).end(JSON.stringify({ refresh_token: token }));
}

function readForm({ users, refreshTokens }: TokenServerOptions, form: URLSearchParams): Asked | undefined {
	const asked = { service: form.get("service") ?? "", scopes: (form.get("scope") ?? "").split(" ") };
	if (form.get("grant_type") === "refresh_token") {
		const user = refreshTokens?.[form.get("refresh_token") ?? ""];
		return user === undefined ? undefined : { ...asked, user };
	}
	const user = form.get("username") ?? "";
	return users?.[user] === form.get("password") ? { ...asked, user } : undefined;
}

function readQuery({ users }: TokenServerOptions, url: URL, authorization: string | undefined): Asked | undefined {
	const asked = { service: url.searchParams.get("service") ?? "", scopes: url.searchParams.getAll("scope") };
	if (authorization === undefined) return { ...asked, user: undefined };
	const [user = "", password] = Buffer.from(authorization.replace("Basic ", ""), "base64").toString().split(":");
	return users?.[user] === password ? { ...asked, user } : undefined;
}

function makeToken(options: TokenServerOptions, { user, service, scopes }: Asked, count: number): string {
	const access = scopes
		.map((scope) => scope.split(":"))
		.map(([type = "", name = "", actions = ""]) => ({
			type,
			name,
			actions: actions.split(",").filter((action) => options.grants(user, name).includes(action)),
		}))
		.filter(({ actions }) => actions.length > 0);
	const now = Math.floor(Date.now() / 1000);
	const claims = { sub: user ?? "", aud: service, exp: now + 300, nbf: now - 60, iat: now, jti: String(count), access };
	const { signing } = options;
	if (signing === undefined) return Buffer.from(JSON.stringify(claims)).toString("base64url");

	const der = signing.certificate.replace(/-----[A-Z ]+-----|\s/g, "");
	const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
	const input = `${part({ typ: "JWT", alg: "ES256", x5c: [der] })}.${part({ ...claims, iss: signing.issuer })}`;
	const signature = sign("sha256", Buffer.from(input), { key: signing.key, dsaEncoding: "ieee-p1363" });
	return `${input}.${signature.toString("base64url")}`;
}

/** What a token without a signature grants. */
export function grantedBy(authorization: string | undefined, repository: string): readonly string[] {
	if (authorization?.startsWith("Bearer ") !== true) return [];
	const { access } = JSON.parse(Buffer.from(authorization.slice(7), "base64url").toString()) as {
		access: readonly { readonly name: string; readonly actions: readonly string[] }[];
	};
	return access.filter(({ name }) => name === repository).flatMap(({ actions }) => actions);
}
