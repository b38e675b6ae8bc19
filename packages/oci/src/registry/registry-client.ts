import type { Digest, ImageReference, Limits } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import type { ByteReading } from "../files/chunk-memory.ts";
import type { Descriptor } from "../manifest/descriptor.ts";
import type { Referrer } from "../referrers/referrer-source.ts";
import { Connection } from "./connection.ts";
import type { RepositoryName } from "./credentials/auth-key.ts";
import { download } from "./download.ts";
import { endpointsOf, serves } from "./endpoint.ts";
import { type FetchedManifest, fetchManifest } from "./fetch-manifest.ts";
import { Agents } from "./http/agents.ts";
import { HttpClient } from "./http/http-client.ts";
import { defaultPatience } from "./http/patience.ts";
import { readPages } from "./listings.ts";
import { listReferrers } from "./referrers.ts";
import { failureOfAll } from "./registry-failure.ts";
import type { RegistrySettings } from "./registry-settings.ts";

/** What a client is made with. */
export interface RegistryClientOptions {
	readonly settings?: RegistrySettings | undefined;
	readonly limits: Limits;
}

/** Which referrers are wanted, and until when. */
export interface ListOptions {
	readonly artifactType?: string;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Reads from OCI and docker registries: their mirrors first, with the credentials that are found on this machine, over connections
 * that stay open until it is closed. All content is verified by its digest, but for blobs, whose reader does.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 * @example
 * const client = new RegistryClient({ limits: defaultLimits() });
 * const { descriptor, bytes } = await client.resolve({ registry: "ghcr.io", repository: "org/app", tag: "1.2" });
 */
export class RegistryClient {
	readonly #settings: RegistrySettings;
	readonly limits: Limits;
	readonly #http: HttpClient;
	readonly #connections: Map<string, Promise<readonly Connection[]>> = new Map();

	constructor({ settings = {}, limits }: RegistryClientOptions) {
		this.#settings = settings;
		this.limits = limits;
		this.#http = new HttpClient(new Agents(settings), { ...defaultPatience(), ...settings.patience });
	}

	/**
	 * Finds what a reference names: the manifest or index, verified by its digest; by tag, against what the registry says it is.
	 *
	 * @throws {@link OciError} `manifest-unknown`, `digest-mismatch`, `manifest-malformed`, `limit-exceeded`; `registry-…`
	 */
	async resolve(reference: ImageReference, signal?: AbortSignal): Promise<FetchedManifest> {
		const { tag = "latest", digest } = reference;
		const request = { reference: digest ?? tag, digest, limits: this.limits, signal };
		return await this.#first(reference, reference, (connection) => fetchManifest(connection, request));
	}

	/**
	 * The bytes of a manifest or index, verified.
	 *
	 * @throws {@link OciError} as {@link resolve}
	 */
	async manifest(repository: RepositoryName, { digest }: Pick<Descriptor, "digest">, signal?: AbortSignal): Promise<Uint8Array> {
		const request = { reference: digest, digest, limits: this.limits, signal };
		const { bytes } = await this.#first(repository, { digest }, (connection) => fetchManifest(connection, request));
		return bytes;
	}

	/**
	 * The bytes of a blob, exactly as many as its descriptor says. Nothing is kept; the digest is the reader's to verify.
	 *
	 * @throws {@link OciError} `blob-missing`, `size-mismatch`; `registry-…`
	 */
	async *blob(
		repository: RepositoryName,
		{ digest, size }: Pick<Descriptor, "digest" | "size">,
		{ signal }: ByteReading = {},
	): AsyncGenerator<Uint8Array, void, undefined> {
		const connections = await this.#serving(repository, { digest });
		yield* download(connections, { digest, size, signal }, this.#http);
	}

	/**
	 * What refers to a manifest: signatures, SBOMs, attestations.
	 *
	 * @throws {@link OciError} `registry-…`, `limit-exceeded`
	 */
	async referrers(repository: RepositoryName, digest: Digest, options: ListOptions = {}): Promise<readonly Referrer[]> {
		const request = { digest, artifactType: options.artifactType, limits: this.limits, signal: options.signal };
		return await this.#origin(repository, (connection) => listReferrers(connection, request));
	}

	/**
	 * The tags of a repository, as the registry orders them.
	 *
	 * @throws {@link OciError} `manifest-unknown` where there is no such repository; `registry-…`, `limit-exceeded`
	 */
	async tags(repository: RepositoryName, signal?: AbortSignal): Promise<readonly string[]> {
		return await this.#origin(repository, async (connection) => {
			const request = { path: "tags/list?n=1000", what: "list of tags", signal };
			const tags: string[] = [];
			for await (const page of readPages(connection, await connection.get(request), request, this.limits)) {
				for (const tag of page.list("tags")) tags.push(tag.string());
			}
			return tags;
		});
	}

	/** Closes connections; what is under way fails. */
	close(): void {
		this.#http.close();
	}

	/** Asks one place after the other, until one gives what is wanted. */
	async #first<T>(
		repository: RepositoryName,
		wanted: Pick<ImageReference, "digest">,
		ask: (connection: Connection) => Promise<T>,
	): Promise<T> {
		const failures: OciError[] = [];
		for (const connection of await this.#serving(repository, wanted)) {
			try {
				return await ask(connection);
			} catch (error) {
				if (!(error instanceof OciError)) throw error;
				failures.push(error);
			}
		}
		throw failureOfAll(failures) ?? new OciError("registry-unreachable", `no place is known for ${repository.repository}`);
	}

	/** Asks the registry itself: a mirror need not know everything. */
	async #origin<T>(repository: RepositoryName, ask: (connection: Connection) => Promise<T>): Promise<T> {
		const connections = await this.#all(repository);
		return await ask(connections.at(-1) as Connection);
	}

	async #serving(repository: RepositoryName, wanted: Pick<ImageReference, "digest">): Promise<readonly Connection[]> {
		return (await this.#all(repository)).filter(({ endpoint }) => serves(endpoint, wanted));
	}

	#all(repository: RepositoryName): Promise<readonly Connection[]> {
		const key = `${repository.registry}/${repository.repository}`;
		const connections = this.#connections.get(key) ?? this.#connect(repository);
		this.#connections.set(key, connections);
		return connections;
	}

	async #connect({ registry, repository }: RepositoryName): Promise<readonly Connection[]> {
		const endpoints = await endpointsOf({ registry, repository }, this.#settings);
		return endpoints.map((endpoint) => new Connection(endpoint, this.#settings, this.#http));
	}
}
