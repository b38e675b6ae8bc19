import { OciError } from "../errors.ts";
import { Authorizer } from "./auth/authorizer.ts";
import { findCredentials } from "./credentials/find-credentials.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Answer } from "./http/answer.ts";
import type { HttpClient } from "./http/http-client.ts";
import { NetworkError } from "./http/network-error.ts";
import { failureOfAnswer, failureOfNetwork } from "./registry-failure.ts";
import type { RegistrySettings } from "./registry-settings.ts";

/** What a registry is asked for. */
export interface RegistryRequest {
	/** Behind `/v2/REPOSITORY/`. */
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** For messages: `blob sha256:…`. */
	readonly what: string;
	readonly signal?: AbortSignal | undefined;
}

/** One attempt, one for another token, one for another scope. */
const MAX_ROUNDS = 3;
/** A mirror that does not answer must not keep its registry from being asked. */
const MIRROR_ATTEMPTS = 2;

/** One repository at one place: finds out how it is talked to, and proves to it who one is. */
export class Connection {
	readonly endpoint: Endpoint;
	readonly #http: HttpClient;
	readonly #authorizer: Authorizer;
	#schemes: readonly ("https" | "http")[];

	constructor(endpoint: Endpoint, settings: RegistrySettings, http: HttpClient) {
		this.endpoint = endpoint;
		this.#http = http;
		this.#schemes = endpoint.schemes;
		this.#authorizer = new Authorizer({
			repository: endpoint.repository,
			insecure: endpoint.insecure,
			find: (signal) => findCredentials(endpoint, settings, signal),
			http,
		});
	}

	/**
	 * Asks, and expects to be given something.
	 *
	 * @throws {@link OciError} `manifest-unknown` for what is not there; `registry-…`, `settings-malformed`
	 */
	async get(request: RegistryRequest): Promise<Answer> {
		const answer = await this.ask(request);
		return answer.status === 200 ? answer : await this.fail(answer, request.what);
	}

	/**
	 * Asks, whatever is answered.
	 *
	 * @throws {@link OciError} `registry-…`, `settings-malformed`
	 */
	async ask(request: RegistryRequest): Promise<Answer> {
		return await this.within(() => this.#authorised(request));
	}

	/** Does something with an answer, so that what goes wrong with it names this place. */
	async within<T>(work: () => Promise<T>): Promise<T> {
		try {
			return await work();
		} catch (error) {
			throw error instanceof NetworkError ? failureOfNetwork(this.#place, error) : error;
		}
	}

	/** Throws the error that an answer stands for. */
	async fail(answer: Answer, what: string): Promise<never> {
		throw await failureOfAnswer(this.#place, answer, what);
	}

	get #place(): { endpoint: Endpoint; authorizer: Authorizer } {
		return { endpoint: this.endpoint, authorizer: this.#authorizer };
	}

	async #authorised(request: RegistryRequest): Promise<Answer> {
		const { signal } = request;
		let authorization = await this.#authorizer.authorization(signal);
		let answer = await this.#send(request, authorization);
		for (let round = 1; round < MAX_ROUNDS && answer.status === 401; round++) {
			// A host that we were led to has no say in what we prove to whom.
			if (answer.url.host !== this.#urlOf(this.#schemes[0] ?? "https", request).host) break;

			const header = answer.headers["www-authenticate"];
			const next = await this.#authorizer.answer(answer.url, header, authorization, signal);
			if (next === undefined) break;
			await answer.discard();
			authorization = next;
			answer = await this.#send(request, authorization);
		}
		return answer;
	}

	async #send(request: RegistryRequest, authorization: string | undefined): Promise<Answer> {
		for (const [index, scheme] of this.#schemes.entries()) {
			try {
				const answer = await this.#sendOver(scheme, request, authorization);
				this.#schemes = [scheme];
				return answer;
			} catch (error) {
				if (!(error instanceof NetworkError) || index === this.#schemes.length - 1 || !isAboutTls(error)) throw error;
			}
		}
		throw new OciError("registry-refused", `${this.endpoint.host} is to be talked to in no way`);
	}

	#sendOver(scheme: "https" | "http", request: RegistryRequest, authorization: string | undefined): Promise<Answer> {
		const { insecure, isNamed } = this.endpoint;
		const headers = {
			"user-agent": "plimsoll",
			"accept-encoding": "identity",
			...request.headers,
			...(authorization === undefined ? {} : { authorization }),
		};
		const attempts = isNamed ? undefined : MIRROR_ATTEMPTS;
		return this.#http.fetch({ method: "GET", url: this.#urlOf(scheme, request), headers, signal: request.signal }, { insecure, attempts });
	}

	#urlOf(scheme: "https" | "http", { path }: RegistryRequest): URL {
		const { host, repository } = this.endpoint;
		return new URL(`${scheme}://${host}/v2/${repository}/${path}`);
	}
}

/** Whether plain http may do where TLS did not: nobody listens for TLS, or who listens does not speak it. */
function isAboutTls({ problem }: NetworkError): boolean {
	return problem === "tls" || problem === "absent";
}
