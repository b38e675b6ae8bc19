import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isSystemError, type Limits, messageOf, neutralise } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { type JsonValue, readJson } from "../manifest/json-document.ts";
import { type EngineAddress, formatEngineAddress } from "./engine-address.ts";

/** An engine may gather an image for minutes before it sends any of it, but not for ever. */
const SILENCE = 15 * 60_000;
/** What an engine says about an error. */
const MAX_ERROR_BYTES = 64 * 1024;

/** How an engine is asked. */
export interface EngineOptions {
	readonly limits: Limits;
	readonly signal?: AbortSignal | undefined;
	/** The version of the interface to ask by (`DOCKER_API_VERSION`); the engine's own unless named. */
	readonly version?: string | undefined;
}

/** Asks a container engine over Docker's interface, of which only reading questions are asked. */
export class EngineClient {
	/** Where it listens, for messages. */
	readonly name: string;
	readonly #address: EngineAddress;
	readonly #options: EngineOptions;
	#prefix: string | undefined;

	constructor(address: EngineAddress, options: EngineOptions) {
		this.name = formatEngineAddress(address);
		this.#address = address;
		this.#options = options;
	}

	/**
	 * Asks for a document.
	 *
	 * @param path behind the version: `/images/json`
	 * @returns undefined where the engine has no such thing
	 * @throws {@link OciError} `engine-unreachable`, `engine-denied`, `engine-failed`
	 */
	async document(path: string): Promise<JsonValue | undefined> {
		const answer = await this.#get(await this.#versioned(path));
		if (answer.statusCode === 404) {
			answer.destroy();
			return undefined;
		}
		await this.#refuseFailure(answer);
		const bytes = await this.#read(answer, this.#options.limits.maxConfigBytes);
		return readJson(bytes, { code: "engine-failed", what: `the answer to ${path}`, path: this.name }, this.#options.limits);
	}

	/**
	 * Asks for a stream.
	 *
	 * @throws {@link OciError} as {@link document}
	 */
	async stream(path: string): Promise<IncomingMessage> {
		const answer = await this.#get(await this.#versioned(path));
		await this.#refuseFailure(answer);
		return answer;
	}

	/** An engine refuses versions that are too old or too new for it; of its own it can be sure. */
	async #versioned(path: string): Promise<string> {
		if (this.#prefix === undefined) {
			const answer = await this.#get("/_ping");
			await this.#refuseFailure(answer);
			answer.destroy();
			const version = this.#options.version || String(answer.headers["api-version"] ?? "");
			this.#prefix = /^\d{1,3}\.\d{1,3}$/.test(version) ? `/v${version}` : "";
		}
		return this.#prefix + path;
	}

	#get(path: string): Promise<IncomingMessage> {
		const { signal } = this.#options;
		return new Promise((resolve, reject) => {
			const options = { path, headers: { Host: "docker" }, agent: false, timeout: SILENCE, ...(signal === undefined ? {} : { signal }) };
			const request = this.#request(options, resolve);
			request.on("timeout", () => request.destroy(new Error(`it has not said anything for ${SILENCE / 60_000} minutes`)));
			request.on("error", (error) => reject(signal?.aborted ? signal.reason : connectError(this.name, error)));
			request.end();
		});
	}

	#request(options: http.RequestOptions, resolve: (answer: IncomingMessage) => void): http.ClientRequest {
		const address = this.#address;
		if (address.kind === "socket") return http.request({ ...options, socketPath: address.path }, resolve);

		const { host, port, tls } = address;
		if (tls === undefined) return http.request({ ...options, host, port }, resolve);
		const { verifies, ...files } = tls;
		return https.request({ ...options, ...files, host, port, servername: host, rejectUnauthorized: verifies }, resolve);
	}

	async #refuseFailure(answer: IncomingMessage): Promise<void> {
		if (answer.statusCode === 200) return;
		const text = Buffer.from(await this.#read(answer, MAX_ERROR_BYTES)).toString();
		const message = `${this.name} answers with ${answer.statusCode}: ${neutralise(messageIn(text), 500)}`;
		throw new OciError("engine-failed", message, { path: this.name });
	}

	async #read(answer: IncomingMessage, limit: number): Promise<Uint8Array> {
		const chunks: Buffer[] = [];
		let size = 0;
		try {
			for await (const chunk of answer as AsyncIterable<Buffer>) {
				size += chunk.length;
				if (size > limit) throw new OciError("engine-failed", `${this.name} answers with more than ${limit} bytes`, { path: this.name });
				chunks.push(chunk);
			}
		} catch (error) {
			this.#options.signal?.throwIfAborted();
			if (error instanceof OciError) throw error;
			throw new OciError("engine-failed", `${this.name} broke off its answer: ${messageOf(error)}`, { path: this.name, cause: error });
		}
		return Buffer.concat(chunks);
	}
}

/** What kept us from an engine, in words that help. */
export function connectError(name: string, error: Error): OciError {
	const options = { path: name, cause: error };
	if (isSystemError(error, "EACCES", "EPERM")) {
		const hint = "may this user speak to it, as members of the group docker may?";
		return new OciError("engine-denied", `the container engine at ${name} cannot be spoken to: ${error.message}; ${hint}`, options);
	}
	const hint = isSystemError(error, "ENOENT", "ECONNREFUSED", "ENOTSOCK") ? "; is it running? DOCKER_HOST says where else to look" : "";
	return new OciError("engine-unreachable", `no container engine answers at ${name}: ${messageOf(error)}${hint}`, options);
}

/** Engines wrap what they say in JSON. */
function messageIn(text: string): string {
	try {
		const answer: unknown = JSON.parse(text);
		if (typeof answer === "object" && answer !== null && "message" in answer) return String(answer.message);
	} catch {
		// Then it is a text.
	}
	return text;
}
