import { NetworkError } from "./network-error.ts";

/**
 * Reads an address that a registry names: where a redirect or the next page is, or who gives out tokens.
 *
 * @param base what a relative address starts from
 * @throws {@link NetworkError} `refused` unless it may be followed: only over TLS, but for this machine or where the user said so
 */
export function safeUrl(text: string, base: URL | undefined, insecure: boolean): URL {
	const url = URL.parse(text, base?.href);
	if (url === null) throw new NetworkError("refused", "it names an address that is none");
	if (url.username !== "" || url.password !== "") throw new NetworkError("refused", "it names an address with credentials in it");
	if (url.protocol === "https:") return url;
	if (url.protocol !== "http:") throw new NetworkError("refused", `it names an address of the kind ${url.protocol.slice(0, 20)}`);
	if (base?.protocol === "https:") throw new NetworkError("refused", `it leads from https to plain http: ${describeUrl(url)}`);
	if (insecure || isLoopback(url.hostname)) return url;
	throw new NetworkError("refused", `it leads to plain http: ${describeUrl(url)} (--insecure allows it)`);
}

/** Whether a host, with brackets if it is an IPv6 address, is this machine, as docker sees it. */
export function isLoopback(hostname: string): boolean {
	return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

/** An address for messages: without its query, which may hold a signature that opens it. */
export function describeUrl(url: URL): string {
	return `${url.origin}${url.pathname}`.slice(0, 200);
}
