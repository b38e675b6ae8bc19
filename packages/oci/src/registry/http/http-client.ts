import { setTimeout as sleep } from "node:timers/promises";
import type { Agents } from "./agents.ts";
import type { Answer } from "./answer.ts";
import { exchange, type HttpRequest } from "./exchange.ts";
import { Gate } from "./gate.ts";
import { NetworkError, networkErrorOf } from "./network-error.ts";
import type { Patience } from "./patience.ts";
import { retryDelay } from "./retry.ts";
import { safeUrl } from "./safe-url.ts";

/** Requests to one host at the same time: a registry that is asked for more slows everybody down. */
const AT_ONCE_PER_HOST = 4;
const MAX_REDIRECTS = 10;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** How a request is made. */
export interface FetchOptions {
	/** Allows plain http, and does not verify certificates. */
	readonly insecure: boolean;
	/** Fewer attempts than patience has. */
	readonly attempts?: number | undefined;
}

/** HTTP as registries need it: repeated attempts, redirects by our own rules, a limit per host. */
export class HttpClient {
	readonly patience: Patience;
	readonly #agents: Agents;
	readonly #gates: Map<string, Gate> = new Map();

	constructor(agents: Agents, patience: Patience) {
		this.#agents = agents;
		this.patience = patience;
	}

	/**
	 * Sends a request, follows where it is led, and tries again what may pass. A POST, which carries credentials in its body, is
	 * led nowhere; other hosts never see the `authorization`.
	 *
	 * @returns an answer of whatever status
	 * @throws {@link NetworkError}, or the signal's reason
	 */
	async fetch(request: HttpRequest, options: FetchOptions): Promise<Answer> {
		let { url, headers } = request;
		for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
			const answer = await this.#persist({ ...request, url, headers }, options);
			const location = answer.headers.location;
			if (!REDIRECTS.has(answer.status) || location === undefined) return answer;

			await answer.discard();
			if (request.method === "POST") throw new NetworkError("refused", "it leads what carries credentials elsewhere");
			const next = safeUrl(location, url, options.insecure);
			if (next.origin !== url.origin) headers = withoutAuthorization(headers);
			url = next;
		}
		throw new NetworkError("refused", `it leads from one address to the next more than ${MAX_REDIRECTS} times`);
	}

	/** Waits before something is tried once more, as if the attempt had got no answer. False where it shall not be tried. */
	async waitForAttempt(attempt: number, signal: AbortSignal | undefined): Promise<boolean> {
		const delay = retryDelay({ mayPass: true }, { attempt, patience: this.patience, now: Date.now(), random: Math.random() });
		if (delay !== undefined) await pause(delay, signal);
		return delay !== undefined;
	}

	/** Closes connections. */
	close(): void {
		this.#agents.close();
	}

	async #persist(request: HttpRequest, options: FetchOptions): Promise<Answer> {
		const patience = { ...this.patience, attempts: Math.min(options.attempts ?? Number.POSITIVE_INFINITY, this.patience.attempts) };
		for (let attempt = 1; ; attempt++) {
			const outcome = await this.#once(request, options);
			const context = { attempt, patience, now: Date.now(), random: Math.random() };
			if (outcome instanceof NetworkError) {
				const delay = retryDelay({ mayPass: outcome.problem === "unreachable" }, context);
				if (delay === undefined) throw outcome;
				await pause(delay, request.signal);
				continue;
			}
			const delay = retryDelay({ status: outcome.status, retryAfter: outcome.headers["retry-after"] }, context);
			if (delay === undefined) return outcome;
			await outcome.discard();
			await pause(delay, request.signal);
		}
	}

	async #once(request: HttpRequest, options: FetchOptions): Promise<Answer | NetworkError> {
		const trustsAll = this.#agents.trustsAll(request.url);
		const outcome = await this.#gated(request, options);
		if (trustsAll || !(outcome instanceof NetworkError) || outcome.problem !== "certificate") return outcome;

		this.#agents.trustAll(request.url, options.insecure);
		return await this.#gated(request, options);
	}

	async #gated(request: HttpRequest, { insecure }: FetchOptions): Promise<Answer | NetworkError> {
		const { url, signal } = request;
		const leave = await this.#gateOf(url).enter(signal);
		try {
			const answer = await exchange(request, { agent: await this.#agents.agentOf(url, insecure), patience: this.patience });
			answer.onceClosed(leave);
			return answer;
		} catch (error) {
			leave();
			signal?.throwIfAborted();
			if (error instanceof NetworkError) return error;
			if (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PROXY")) return networkErrorOf(error);
			throw error;
		}
	}

	#gateOf({ host }: URL): Gate {
		const gate = this.#gates.get(host) ?? new Gate(AT_ONCE_PER_HOST);
		this.#gates.set(host, gate);
		return gate;
	}
}

function withoutAuthorization({ authorization: _, ...headers }: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
	return headers;
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
	await sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => signal?.throwIfAborted());
}
