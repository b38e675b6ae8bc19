import type { IncomingMessage, ServerResponse } from "node:http";
import { digestOf } from "@plimsoll/core";
import type { Answering } from "./http-server.ts";
import type { JsonDescriptor, LayoutFiles } from "./layout-files.ts";

/** What a registry of a test holds: one repository, whatever its name. */
export interface RegistryContent {
	readonly files: LayoutFiles;
	readonly tags: Readonly<Record<string, JsonDescriptor>>;
	/** Lists of referrers by digest; without, the registry does not know how to list them. */
	readonly referrers?: Readonly<Record<string, readonly unknown[]>>;
	/** How many tags or referrers come in one answer. */
	readonly pageSize?: number;
	/** Says no to a request: sends an answer and returns true. */
	readonly guard?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** Answers as a registry does that follows the specification. */
export function memoryRegistry(content: RegistryContent): Answering {
	return (request, response) => {
		if (content.guard?.(request, response) === true) return;
		const url = new URL(request.url ?? "", "http://registry");
		const [, , kind = "", name = ""] = /^\/v2\/(.+)\/(manifests|blobs|tags|referrers)\/([^/]+)$/.exec(url.pathname) ?? [];
		if (kind === "manifests") sendManifest(content, name, response);
		else if (kind === "blobs") sendBlob(content, name, request, response);
		else if (kind === "tags") sendPage(response, url, { content, key: "tags", items: Object.keys(content.tags).sort() });
		else if (kind === "referrers" && content.referrers !== undefined) {
			sendPage(response, url, { content, key: "manifests", items: content.referrers[name] ?? [] });
		} else sendError(response, 404, "NOT_FOUND");
	};
}

/** Sends an error as registries do. */
export function sendError(response: ServerResponse, status: number, code: string, headers: Readonly<Record<string, string>> = {}): void {
	response.writeHead(status, { "content-type": "application/json", ...headers });
	response.end(JSON.stringify({ errors: [{ code, message: code.toLowerCase() }] }));
}

function sendManifest({ files, tags }: RegistryContent, name: string, response: ServerResponse): void {
	const digest = Object.hasOwn(tags, name) ? tags[name]?.digest : name;
	const bytes = files.get(`blobs/${digest?.replace(":", "/")}`);
	if (bytes === undefined) {
		sendError(response, 404, "MANIFEST_UNKNOWN");
		return;
	}
	const type = Object.values(tags).find((tag) => tag.digest === digest)?.mediaType ?? JSON.parse(String(bytes)).mediaType;
	const headers = { "content-type": type ?? "application/vnd.oci.image.manifest.v1+json", "docker-content-digest": digestOf(bytes) };
	response.writeHead(200, headers).end(bytes);
}

function sendBlob({ files }: RegistryContent, name: string, request: IncomingMessage, response: ServerResponse): void {
	const content = files.get(`blobs/${name.replace(":", "/")}`);
	if (content === undefined) {
		sendError(response, 404, "BLOB_UNKNOWN");
		return;
	}
	const bytes = Buffer.from(content);
	const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
	const headers = { "content-type": "application/octet-stream", etag: `"${name}"`, "content-length": bytes.length - from };
	if (from === 0) response.writeHead(200, headers).end(bytes);
	else
		response.writeHead(206, { ...headers, "content-range": `bytes ${from}-${bytes.length - 1}/${bytes.length}` }).end(bytes.subarray(from));
}

interface Listing {
	readonly content: RegistryContent;
	readonly key: "tags" | "manifests";
	readonly items: readonly unknown[];
}

function sendPage(response: ServerResponse, url: URL, { content, key, items }: Listing): void {
	const from = Number(url.searchParams.get("from") ?? 0);
	const end = from + (content.pageSize ?? items.length);
	if (end < items.length) response.setHeader("link", `<${url.pathname}?from=${end}>; rel="next"`);
	const type = key === "tags" ? "application/json" : "application/vnd.oci.image.index.v1+json";
	response.writeHead(200, { "content-type": type }).end(JSON.stringify({ schemaVersion: 2, [key]: items.slice(from, end) }));
}
