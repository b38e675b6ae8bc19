import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Limits, messageOf } from "@plimsoll/core";
import { AdvisoryError } from "../errors.ts";
import { baseEcosystem } from "../orderings/orderings.ts";
import { KNOWN_ECOSYSTEMS } from "../osv/known-ecosystems.ts";
import { archiveSource, type FeedSource } from "./feed.ts";

/** How addresses are asked. */
export interface HttpFeedOptions {
	/** A folder for the file that is being read. */
	readonly workFolder: string;
	readonly limits: Limits;
	/** Milliseconds without a byte after which a server counts as gone. */
	readonly idleTimeout: number;
	readonly signal?: AbortSignal;
}

/** Bytes of the longest list of ecosystems that is read; the real one has 10 kB. */
const MAX_LIST_BYTES = 4 * 1024 * 1024;

/**
 * The sources at an address laid out as OSV's bulk export: `ecosystems.txt` with a name in each line, `<Ecosystem>/all.zip`
 * for each. A release (`Debian:12`) is left out where its whole ecosystem is listed. A mirror without the list is asked for
 * every ecosystem that OSV knows. Each file is fetched when its turn comes, and removed before the next.
 *
 * @param base `http:` or `https:`; credentials in it are sent as basic authentication and shown nowhere
 * @throws {@link AdvisoryError} `feed-unreachable`, `feed-empty`, `feed-limit`, naming the address
 */
export async function* httpSources(base: URL, options: HttpFeedOptions): AsyncGenerator<FeedSource> {
	const client = new FeedClient(base, options);
	const list = await absentAs(undefined, client.text("ecosystems.txt"));
	const names = list === undefined ? KNOWN_ECOSYSTEMS : parseList(list);

	const file = join(options.workFolder, "source.zip");
	let found = 0;
	for (const name of names) {
		const place = `${encodeURIComponent(name)}/all.zip`;
		const download = client.download(place, file).then(() => true);
		// What a list promises has to be there; what is only guessed need not
		if (!(await (list === undefined ? absentAs(false, download) : download))) continue;
		found += 1;
		yield archiveSource(name, file, client.shown(place), options.limits);
		await rm(file);
	}
	if (found === 0) {
		throw new AdvisoryError(
			"feed-empty",
			`${client.shown("ecosystems.txt")}: expected names of ecosystems, or <Ecosystem>/all.zip beside it`,
		);
	}
}

/** The server has nothing at an address. */
class AbsentError extends AdvisoryError {}

async function absentAs<Absent, Result>(absent: Absent, asked: Promise<Result>): Promise<Absent | Result> {
	try {
		return await asked;
	} catch (error) {
		if (error instanceof AbsentError) return absent;
		throw error;
	}
}

function parseList(text: string): string[] {
	const names = new Set(text.split("\n").map((line) => line.trim()));
	names.delete("");
	return [...names].filter((name) => name === baseEcosystem(name) || !names.has(baseEcosystem(name))).sort();
}

class FeedClient {
	readonly #base: URL;
	readonly #headers: Record<string, string>;
	readonly #options: HttpFeedOptions;

	constructor(base: URL, options: HttpFeedOptions) {
		const { username, password } = base;
		this.#base = new URL(base);
		this.#base.username = "";
		this.#base.password = "";
		this.#base.search = "";
		this.#base.hash = "";
		if (!this.#base.pathname.endsWith("/")) this.#base.pathname += "/";
		const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
		this.#headers = username === "" ? {} : { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` };
		this.#options = options;
	}

	shown(place: string): string {
		return new URL(place, this.#base).href;
	}

	async text(place: string): Promise<string> {
		const chunks: Uint8Array[] = [];
		let length = 0;
		for await (const chunk of this.#chunks(place)) {
			length += chunk.length;
			if (length > MAX_LIST_BYTES) throw new AdvisoryError("feed-limit", `${this.shown(place)}: larger than ${MAX_LIST_BYTES} bytes`);
			chunks.push(chunk);
		}
		return Buffer.concat(chunks).toString("utf8");
	}

	async download(place: string, file: string): Promise<void> {
		const limit = this.#options.limits.maxFeedBytes;
		const limited = async function* (this: FeedClient): AsyncGenerator<Uint8Array> {
			let length = 0;
			for await (const chunk of this.#chunks(place)) {
				length += chunk.length;
				if (length > limit) {
					throw new AdvisoryError("feed-limit", `${this.shown(place)}: larger than ${limit} bytes (maxFeedBytes)`, {
						limit: "maxFeedBytes",
					});
				}
				yield chunk;
			}
		};
		await pipeline(Readable.from(limited.call(this), { objectMode: false }), createWriteStream(file));
	}

	/** The body, as it comes; a server that sends nothing for too long, or less than it promised, ends in an error. */
	async *#chunks(place: string): AsyncGenerator<Uint8Array> {
		const idle = new AbortController();
		const timer = setTimeout(() => idle.abort(new Error(`no answer for ${this.#options.idleTimeout} ms`)), this.#options.idleTimeout);
		const { signal } = this.#options;
		try {
			const response = await fetch(this.shown(place), {
				headers: this.#headers,
				signal: signal === undefined ? idle.signal : AbortSignal.any([signal, idle.signal]),
			});
			if (response.status === 404)
				throw new AbsentError("feed-unreachable", `${this.shown(place)}: expected the feed: the server answered 404`);
			if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`);
			for await (const chunk of response.body) {
				timer.refresh();
				yield chunk;
			}
		} catch (error) {
			signal?.throwIfAborted();
			if (error instanceof AdvisoryError) throw error;
			throw new AdvisoryError("feed-unreachable", `${this.shown(place)}: expected the feed: ${reasonOf(error)}`, { cause: error });
		} finally {
			clearTimeout(timer);
		}
	}
}

/** What `fetch` says on its own is "fetch failed"; the reason is behind it. */
function reasonOf(error: unknown): string {
	const cause = error instanceof Error ? error.cause : undefined;
	return cause instanceof Error ? `${messageOf(error)} (${cause.message})` : messageOf(error);
}
