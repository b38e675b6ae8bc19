import http, { type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";

/** A request as a server saw it. */
export interface SeenRequest {
	readonly method: string;
	/** Path and query. */
	readonly url: string;
	readonly headers: IncomingMessage["headers"];
	readonly body: string;
}

/** A server of a test, gone when the test ends. */
export interface TestServer {
	/** Address and port. */
	readonly host: string;
	/** `http://HOST`, or `https://HOST`. */
	readonly origin: string;
	/** What was asked, in order. */
	readonly seen: readonly SeenRequest[];
	/** How many were answered at the same time, at most. */
	readonly most: () => number;
}

/** Where and how a server listens. */
export interface ListenOptions {
	/** An address of this machine; 127.0.0.1 unless given. */
	readonly address?: string;
	readonly tls?: https.ServerOptions;
	/** For CONNECT, which a proxy gets. */
	readonly prepare?: (server: Server) => void;
}

/** Answers a request whose body was read. */
export type Answering = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** What a server needs of a test. */
export interface Ending {
	after(hook: () => Promise<void>): void;
}

/** Starts a server on a free port. */
export async function serve(test: Ending, answer: Answering, options: ListenOptions = {}): Promise<TestServer> {
	const { address = "127.0.0.1", tls } = options;
	const seen: SeenRequest[] = [];
	let running = 0;
	let most = 0;
	const note: RequestListener = (request, response) => {
		most = Math.max(most, ++running);
		response.on("close", () => running--);
		const parts: Buffer[] = [];
		request.on("data", (part: Buffer) => parts.push(part)).on("error", () => {});
		request.on("end", () => {
			const body = Buffer.concat(parts).toString();
			seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
			answer(request, response, body);
		});
	};
	const server = tls === undefined ? http.createServer(note) : https.createServer(tls, note);
	options.prepare?.(server);
	await new Promise<void>((resolve) => server.listen(0, address, resolve));
	test.after(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	const host = `${address}:${(server.address() as AddressInfo).port}`;
	return { host, origin: `${tls === undefined ? "http" : "https"}://${host}`, seen, most: () => most };
}
