import http from "node:http";
import https from "node:https";
import { environmentOf, type RegistrySettings } from "../registry-settings.ts";
import { isLoopback } from "./safe-url.ts";
import { secureContextOf } from "./trust.ts";

/** Keeps connections open between requests, each host by itself: no host sees another's client certificate. */
export class Agents {
	readonly #settings: RegistrySettings;
	readonly #agents: Map<string, Promise<http.Agent>> = new Map();
	readonly #trustsAll: Set<string> = new Set();

	constructor(settings: RegistrySettings) {
		this.#settings = settings;
	}

	/** @throws {@link import("../../errors.ts").OciError} `settings-malformed` where certificates cannot be read */
	agentOf(url: URL, insecure: boolean): Promise<http.Agent> {
		const key = `${url.origin} ${insecure}`;
		const agent = this.#agents.get(key) ?? this.#open(url, insecure);
		this.#agents.set(key, agent);
		return agent;
	}

	/** Whether all authorities are trusted for a host, or only those that Node comes with. */
	trustsAll({ origin }: URL): boolean {
		return this.#settings.caFile !== undefined || this.#trustsAll.has(origin);
	}

	/** Trusts all authorities for a host whose certificate was refused: to read them takes longer than most exchanges. */
	trustAll({ origin }: URL, insecure: boolean): void {
		if (!this.#trustsAll.has(origin)) this.#agents.delete(`${origin} ${insecure}`);
		this.#trustsAll.add(origin);
	}

	/** Closes connections. */
	close(): void {
		for (const agent of this.#agents.values()) void agent.then((opened) => opened.destroy()).catch(() => {});
		this.#agents.clear();
	}

	async #open(url: URL, insecure: boolean): Promise<http.Agent> {
		// What runs on this machine is not behind a proxy.
		const proxyEnv = isLoopback(url.hostname) ? undefined : environmentOf(this.#settings);
		const options: http.AgentOptions = { keepAlive: true, ...(proxyEnv === undefined ? {} : { proxyEnv }) };
		if (url.protocol === "http:") return new http.Agent(options);

		const reach = this.trustsAll(url) ? "all" : "built-in";
		const secureContext = await secureContextOf(url.host, reach, this.#settings);
		return new https.Agent({ ...options, secureContext, rejectUnauthorized: !insecure });
	}
}
