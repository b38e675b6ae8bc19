import type { Limits } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { type JsonObject, readJson } from "../manifest/json-document.ts";
import type { Connection, RegistryRequest } from "./connection.ts";
import type { Answer } from "./http/answer.ts";
import { nameOf } from "./registry-failure.ts";

/** A registry could lead from page to page without end. */
const MAX_PAGES = 1000;
/** All pages together: hundreds of thousands of tags. */
const MAX_LIST_BYTES = 64 * 1024 * 1024;

/**
 * Reads a list that may come in pages.
 *
 * @param first the answer with the first page
 * @throws {@link OciError} `registry-malformed`, `limit-exceeded`; `registry-…`
 */
export async function* readPages(
	connection: Connection,
	first: Answer,
	request: RegistryRequest,
	limits: Limits,
): AsyncGenerator<JsonObject, void, undefined> {
	const path = nameOf(connection.endpoint);
	let answer = first;
	let left = MAX_LIST_BYTES;
	for (let page = 1; ; page++) {
		const bytes = await connection.within(() => answer.bytes(Math.min(left, limits.maxManifestBytes)));
		left -= bytes.length;
		yield readJson(bytes, { code: "registry-malformed", what: `the ${request.what}`, path }, limits).object();
		const next = nextPage(answer, connection);
		if (next === undefined) return;
		if (page === MAX_PAGES)
			throw new OciError("registry-malformed", `${path}: the ${request.what} has more than ${MAX_PAGES} pages`, { path });
		answer = await connection.get({ ...request, path: next });
	}
}

/** Only the path counts: the next page is where the first was, whatever the address says. */
function nextPage({ headers, url }: Answer, { endpoint }: Connection): string | undefined {
	const links = headers["link"];
	const [, target] = /<([^<>]{1,4096})>\s*;\s*rel="?next"?/.exec(Array.isArray(links) ? links.join(",") : (links ?? "")) ?? [];
	const next = target === undefined ? null : URL.parse(target, url.href);
	const base = `/v2/${endpoint.repository}/`;
	return next?.pathname.startsWith(base) === true ? `${next.pathname.slice(base.length)}${next.search}` : undefined;
}
