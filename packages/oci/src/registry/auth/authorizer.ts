import { neutralise } from "@plimsoll/core";
import { OciError } from "../../errors.ts";
import type { HttpClient } from "../http/http-client.ts";
import { NetworkError } from "../http/network-error.ts";
import { safeUrl } from "../http/safe-url.ts";
import { type Challenge, parseChallenges } from "./challenge.ts";
import { basic, type FoundCredentials, secretsOf } from "./credentials.ts";
import { addScopes, pullScope } from "./scope.ts";
import type { Token } from "./token-answer.ts";
import { requestToken } from "./token-request.ts";

/** What proving who one is depends on. */
export interface AuthorizerOptions {
	readonly repository: string;
	readonly insecure: boolean;
	/** Looks for credentials; asked once, and only when the registry wants some. */
	readonly find: (signal: AbortSignal | undefined) => Promise<FoundCredentials>;
	readonly http: HttpClient;
}

/** Proves to one registry, for one repository, who one is: as it asks for it, with what is found. */
export class Authorizer {
	readonly #options: AuthorizerOptions;
	#scopes: readonly string[];
	#challenge: Challenge | undefined;
	#registry: URL | undefined;
	#found: FoundCredentials | undefined;
	#finding: Promise<FoundCredentials> | undefined;
	#token: Promise<Token | undefined> | undefined;
	#last: string | undefined;

	constructor(options: AuthorizerOptions) {
		this.#options = options;
		this.#scopes = [pullScope(options.repository)];
	}

	/** The credentials in use; undefined as long as none were wanted. */
	get found(): FoundCredentials | undefined {
		return this.#found;
	}

	/** The value of the `authorization` header, by what was asked for before; undefined where there is none to send. */
	async authorization(signal: AbortSignal | undefined): Promise<string | undefined> {
		if (this.#challenge === undefined) return undefined;
		const { credentials } = await this.#find(signal);
		if (this.#challenge.scheme === "basic") {
			return credentials?.kind === "password" ? basic(credentials.username, credentials.password) : undefined;
		}
		if (credentials?.kind === "bearer") return bearer(credentials.token, this.#found?.origin);

		const token = await this.#validToken(signal);
		if (token === undefined) return undefined;
		this.#last = token.value;
		return `Bearer ${token.value}`;
	}

	/**
	 * Takes in what a registry answers to a request that it did not let through.
	 *
	 * @param used the `authorization` that the request had
	 * @returns what to try next; undefined where nothing better is to be had
	 */
	async answer(
		registry: URL,
		header: string | undefined,
		used: string | undefined,
		signal: AbortSignal | undefined,
	): Promise<string | undefined> {
		const challenges = parseChallenges(header);
		const challenge = challenges.find(({ scheme }) => scheme === "bearer") ?? challenges.find(({ scheme }) => scheme === "basic");
		if (challenge === undefined) return undefined;

		// Another request may have renewed the token meanwhile.
		const isStale = used !== undefined && this.#last !== undefined && used !== `Bearer ${this.#last}`;
		this.#challenge = challenge;
		this.#registry = registry;
		if (!isStale) this.#token = undefined;
		if (used !== undefined) this.#scopes = addScopes(this.#scopes, challenge.parameters.get("scope"));
		const next = await this.authorization(signal);
		return next === used ? undefined : next;
	}

	/** Whether a text, such as what a registry sends back, holds a secret. */
	isRevealedBy(text: string): boolean {
		const secrets = [...secretsOf(this.#found?.credentials), ...(this.#last === undefined ? [] : [this.#last])];
		return secrets.some((secret) => secret !== "" && text.includes(secret));
	}

	async #find(signal: AbortSignal | undefined): Promise<FoundCredentials> {
		this.#finding ??= this.#options.find(signal);
		try {
			this.#found = await this.#finding;
			return this.#found;
		} catch (error) {
			this.#finding = undefined;
			throw error;
		}
	}

	async #validToken(signal: AbortSignal | undefined): Promise<Token | undefined> {
		const pending = this.#token;
		const token = await pending?.catch(() => undefined);
		if (token !== undefined && token.expires > Date.now()) return token;
		// Of several that find it expired, one renews it.
		if (this.#token === pending) this.#token = this.#request(signal);
		return await this.#token;
	}

	async #request(signal: AbortSignal | undefined): Promise<Token | undefined> {
		const { http, insecure } = this.#options;
		const { credentials } = await this.#find(signal);
		const parameters = this.#challenge?.parameters;
		const named = parameters?.get("realm");
		if (named === undefined || named === "") throw new NetworkError("malformed", "it wants a token and does not say whose");
		const realm = safeUrl(named, this.#registry, insecure);
		if (credentials?.kind === "entra-token" && realm.origin !== this.#registry?.origin) {
			throw new NetworkError(
				"refused",
				`it wants tokens of ${neutralise(realm.host)}; tokens of Entra are only exchanged with the registry itself`,
			);
		}
		const service = parameters?.get("service");
		return await requestToken({ realm, service, scopes: this.#scopes, credentials, insecure, signal }, http);
	}
}

/** A token that was read together with the end of its line would be no header. */
function bearer(token: string, origin: string | undefined): string {
	if (/^[\x21-\x7e]+$/.test(token)) return `Bearer ${token}`;
	throw new OciError("settings-malformed", `the token of ${origin} has characters in it that cannot be sent`);
}
