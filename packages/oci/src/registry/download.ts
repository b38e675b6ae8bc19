import type { Digest } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import type { Connection } from "./connection.ts";
import type { Answer } from "./http/answer.ts";
import type { HttpClient } from "./http/http-client.ts";
import { NetworkError } from "./http/network-error.ts";
import { failureOfAll, nameOf } from "./registry-failure.ts";

/** A blob to fetch. */
export interface Download {
	readonly digest: Digest;
	/** Bytes that it must have. */
	readonly size: number;
	readonly signal?: AbortSignal | undefined;
}

/** A server that breaks off again and again, each time after a little more, is not waited for without end. */
const MAX_BREAKS = 100;

/**
 * Fetches a blob, in order and exactly as many bytes as it must have. A broken download goes on where it stopped; where one place
 * has given up, at the next. The digest is the reader's to verify.
 *
 * @param connections places that may have it, the first first
 * @throws {@link OciError} `blob-missing`, `size-mismatch`, `registry-…`
 */
export async function* download(
	connections: readonly Connection[],
	wanted: Download,
	http: HttpClient,
): AsyncGenerator<Uint8Array, void, undefined> {
	const failures: OciError[] = [];
	const progress = { done: 0, breaks: 0 };
	for (const connection of connections) {
		try {
			yield* downloadFrom(connection, { ...wanted, progress }, http);
			return;
		} catch (error) {
			if (!(error instanceof OciError)) throw error;
			failures.push(error);
		}
	}
	throw failureOfAll(failures) ?? new OciError("blob-missing", `no place is known for ${wanted.digest}`);
}

interface Progress {
	done: number;
	breaks: number;
}

interface Running extends Download {
	readonly progress: Progress;
}

async function* downloadFrom(connection: Connection, running: Running, http: HttpClient): AsyncGenerator<Uint8Array, void, undefined> {
	const { progress, size, signal } = running;
	// A server that only dribbles gets no further attempts for it.
	const enough = (http.patience.bytesPerSecond * http.patience.bodyMs) / 1000;
	let etag: string | undefined;
	for (let failed = 0; progress.done < size; ) {
		const before = progress.done;
		try {
			const answer = await open(connection, running, etag);
			etag ??= strongTag(answer);
			yield* rest(answer, running, connection);
		} catch (error) {
			if (!(error instanceof NetworkError)) throw error;
			progress.breaks++;
			failed = progress.done - before >= enough ? 1 : failed + 1;
			const goesOn = progress.breaks < MAX_BREAKS && error.problem === "unreachable" && (await http.waitForAttempt(failed, signal));
			if (!goesOn) await connection.within(() => Promise.reject(error));
		}
	}
}

async function open(connection: Connection, { digest, progress, signal }: Running, etag: string | undefined): Promise<Answer> {
	const headers: Record<string, string> = {};
	if (progress.done > 0) {
		headers["range"] = `bytes=${progress.done}-`;
		if (etag !== undefined) headers["if-range"] = etag;
	}
	const what = `blob ${digest}`;
	const answer = await connection.ask({ path: `blobs/${digest}`, headers, what, signal });
	if (answer.status === 200 || answer.status === 206) return answer;
	if (answer.status !== 404) return await connection.fail(answer, what);

	await answer.discard();
	const path = nameOf(connection.endpoint);
	throw new OciError("blob-missing", `${path}: the registry has no ${what}`, { path, blob: digest });
}

/** The bytes that are still missing, out of an answer that may begin before them. */
async function* rest(answer: Answer, running: Running, { endpoint }: Connection): AsyncGenerator<Uint8Array, void, undefined> {
	const { progress, size, digest } = running;
	const name = nameOf(endpoint);
	const wrongSize = (found: string): OciError =>
		new OciError("size-mismatch", `${name}: blob ${digest} has ${found} bytes where its descriptor says ${size}`, {
			path: name,
			blob: digest,
		});
	const { start, total } = extentOf(answer);
	if (start > progress.done || (total !== undefined && total !== size)) {
		await answer.discard();
		if (start > progress.done) throw new NetworkError("malformed", "the registry sends another range than it was asked for");
		throw wrongSize(String(total));
	}
	let at = start;
	for await (const chunk of answer.chunks()) {
		const fresh = chunk.subarray(Math.min(chunk.length, progress.done - Math.min(at, progress.done)));
		at += chunk.length;
		if (at > size) throw wrongSize(`more than ${size}`);
		if (fresh.length === 0) continue;
		progress.done = at;
		yield fresh;
	}
	if (progress.done < size) throw new NetworkError("unreachable", `the registry broke off after ${progress.done} of ${size} bytes`);
}

/** Where the body of an answer begins, and of how many bytes it is a part. */
function extentOf({ status, headers }: Answer): { start: number; total: number | undefined } {
	if (status === 206) {
		const [, start, total] = /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15}|\*)$/.exec(headers["content-range"] ?? "") ?? [];
		if (start === undefined) return { start: Number.POSITIVE_INFINITY, total: undefined };
		return { start: Number(start), total: total === "*" ? undefined : Number(total) };
	}
	const length = headers["content-length"];
	return { start: 0, total: length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined };
}

/** A weak tag does not vouch for the same bytes. */
function strongTag({ headers }: Answer): string | undefined {
	return headers.etag?.startsWith('"') === true ? headers.etag : undefined;
}
