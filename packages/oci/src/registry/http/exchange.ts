import http, { type Agent } from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import { Answer } from "./answer.ts";
import { NetworkError, networkErrorOf } from "./network-error.ts";
import type { Patience } from "./patience.ts";

/** Headers of an answer. Signed addresses of object storage take up to a few thousand bytes. */
const MAX_HEADER_BYTES = 64 * 1024;

/** What is asked. */
export interface HttpRequest {
	readonly method: "GET" | "POST";
	readonly url: URL;
	readonly headers: Readonly<Record<string, string>>;
	/** Of a POST. */
	readonly body?: string;
	readonly signal?: AbortSignal | undefined;
}

/** How it is asked. */
export interface Line {
	readonly agent: Agent;
	readonly patience: Patience;
}

/**
 * Sends one request and waits for the headers of its answer.
 *
 * @throws {@link NetworkError}, or the signal's reason
 */
export function exchange(request: HttpRequest, { agent, patience }: Line): Promise<Answer> {
	const { method, url, headers, body, signal } = request;
	signal?.throwIfAborted();
	const { promise, resolve, reject } = Promise.withResolvers<Answer>();
	const modules = url.protocol === "https:" ? https : http;
	const outgoing = modules.request(url, {
		method,
		headers,
		agent,
		maxHeaderSize: MAX_HEADER_BYTES,
		...(signal === undefined ? {} : { signal }),
	});
	const giveUp = (what: string, ms: number): NodeJS.Timeout =>
		setTimeout(() => outgoing.destroy(new NetworkError("unreachable", `no ${what} within ${ms / 1000} s`)), ms);
	const connecting = giveUp("connection", patience.connectMs);
	const answering = giveUp("answer", patience.headersMs);
	outgoing
		.on("socket", (socket) => onceConnected(socket, url, () => clearTimeout(connecting)))
		.on("response", (incoming) => resolve(new Answer(url, incoming, { patience, signal })))
		.on("error", (error) => reject(signal?.aborted === true ? signal.reason : networkErrorOf(error)))
		.end(body);
	return promise.finally(() => {
		clearTimeout(connecting);
		clearTimeout(answering);
	});
}

function onceConnected(socket: Socket, url: URL, listener: () => void): void {
	if (socket.connecting) socket.once(url.protocol === "https:" ? "secureConnect" : "connect", listener);
	else listener();
}
