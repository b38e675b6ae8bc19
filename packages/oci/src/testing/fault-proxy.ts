import http, { type IncomingMessage, type ServerResponse } from "node:http";
import type { Answering } from "./http-server.ts";

/** What goes wrong with one answer; byte counts are of its body. */
export type Fault =
	| { readonly kind: "status"; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
	/** The connection is cut. */
	| { readonly kind: "reset"; readonly after: number }
	/** The body ends as if that were all of it. */
	| { readonly kind: "truncate"; readonly after: number }
	/** A byte is another. */
	| { readonly kind: "corrupt"; readonly at: number }
	/** The header says another length than the body has. */
	| { readonly kind: "length"; readonly add: number }
	/** The body comes a byte at a time, each after so many milliseconds. */
	| { readonly kind: "dribble"; readonly ms: number }
	/** Nothing comes at all. */
	| { readonly kind: "silence" }
	/** Ranges are not heard of. */
	| { readonly kind: "whole" };

/** Decides what goes wrong with the answer to a request; undefined where nothing does. */
export type Faults = (request: IncomingMessage) => Fault | undefined;

/** Hands requests on to a server over plain http, and what it answers back, with faults. */
export function faultProxy(upstream: string, faults: Faults): Answering {
	return (request, response) => {
		const fault = faults(request);
		if (fault?.kind === "silence") return;
		if (fault?.kind === "status") {
			response.writeHead(fault.status, { ...fault.headers }).end();
			return;
		}

		const { range, "if-range": _, ...others } = request.headers;
		const headers = fault?.kind === "whole" || range === undefined ? others : { ...others, range };
		const { method, url } = request;
		http
			.request(new URL(url ?? "", upstream), { ...(method === undefined ? {} : { method }), headers }, (answer) => {
				const parts: Buffer[] = [];
				answer.on("data", (part: Buffer) => parts.push(part)).on("end", () => send(answer, Buffer.concat(parts), response, fault));
			})
			.on("error", () => response.destroy())
			.end();
	};
}

/** Takes faults from a list, one for each request whose path matches; then nothing more goes wrong. */
export function faultsOf(path: RegExp, ...list: readonly Fault[]): Faults {
	const left = [...list];
	return ({ url }) => (path.test(url ?? "") ? left.shift() : undefined);
}

function send(answer: IncomingMessage, body: Buffer, response: ServerResponse, fault: Fault | undefined): void {
	const { "content-length": length, "transfer-encoding": _, connection: __, ...headers } = answer.headers;
	const whole = { ...headers, "content-length": length ?? String(body.length) };
	const status = answer.statusCode ?? 502;
	switch (fault?.kind) {
		case "reset":
			response.writeHead(status, whole);
			response.write(body.subarray(0, fault.after), () => response.destroy());
			if (fault.after === 0) response.flushHeaders();
			return;
		case "truncate":
			response.writeHead(status, headers).end(body.subarray(0, fault.after));
			return;
		case "corrupt":
			body[fault.at] = (body[fault.at] ?? 0) ^ 0xff;
			response.writeHead(status, whole).end(body);
			return;
		case "length":
			response.strictContentLength = false;
			response.writeHead(status, { ...whole, "content-length": String(body.length + fault.add) }).end(body);
			return;
		case "dribble":
			response.writeHead(status, whole);
			dribble(response, body, fault.ms);
			return;
		case "silence":
		case "status":
		case "whole":
		case undefined:
			response.writeHead(status, whole).end(body);
	}
}

function dribble(response: ServerResponse, body: Buffer, ms: number): void {
	let at = 0;
	const timer = setInterval(() => {
		if (at < body.length) response.write(body.subarray(at, ++at));
		else response.end();
	}, ms);
	response.on("close", () => clearInterval(timer));
}
