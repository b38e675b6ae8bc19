import { type Digest, findJsonProblem, isDigest, type Limits, messageOf, neutralise } from "@plimsoll/core";
import { OciError, type OciErrorCode } from "../errors.ts";

/** Which document is read, for messages. */
export interface DocumentPlace {
	/** The code of what is wrong with such a document. */
	readonly code: OciErrorCode;
	/** `the manifest`, `the image configuration`, … */
	readonly what: string;
	readonly path: string;
	readonly blob?: Digest;
	/** Whether it holds secrets, so that no message may show a value of it. */
	readonly isSecret?: boolean;
}

/**
 * Reads a JSON document of an image, which is hostile until proven otherwise.
 *
 * @throws {@link OciError} the place's code when it is no JSON, or has a key twice; `limit-exceeded` when it nests too deep
 */
export function readJson(bytes: Uint8Array, place: DocumentPlace, limits: Limits): JsonValue {
	let text: string;
	try {
		text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		throw malformed(place, "is not UTF-8 text");
	}
	const problem = findJsonProblem(text, limits.maxDepth);
	if (problem?.tooDeep) throw new OciError("limit-exceeded", sentence(place, problem.problem), { ...placeOf(place), limit: "maxDepth" });
	if (problem !== undefined) throw malformed(place, problem.problem);
	try {
		return new JsonValue(JSON.parse(text), "", place);
	} catch (error) {
		throw malformed(place, place.isSecret === true ? "is not JSON" : `is not JSON: ${neutralise(messageOf(error), 200)}`);
	}
}

/** The error for a document that is not as it should be. */
export function malformed(place: DocumentPlace, problem: string): OciError {
	return new OciError(place.code, sentence(place, problem), placeOf(place));
}

/** A value of a document that knows where it stands, so that whatever is wrong with it can be named. */
export class JsonValue {
	readonly #value: unknown;
	readonly #at: string;
	readonly #place: DocumentPlace;

	constructor(value: unknown, at: string, place: DocumentPlace) {
		this.#value = value;
		this.#at = at;
		this.#place = place;
	}

	object(): JsonObject {
		const value = this.#value;
		if (typeof value !== "object" || value === null || Array.isArray(value)) throw this.#unexpected("an object");
		return new JsonObject(value as Readonly<Record<string, unknown>>, this.#at, this.#place);
	}

	/** The items of a list. `null` is an empty list, which is how Go writes one that was never filled. */
	list(): JsonValue[] {
		if (this.#value === null) return [];
		if (!Array.isArray(this.#value)) throw this.#unexpected("a list");
		return this.#value.map((item: unknown, index) => new JsonValue(item, `${this.#at}[${index}]`, this.#place));
	}

	string(): string {
		if (typeof this.#value !== "string") throw this.#unexpected("a text");
		return this.#value;
	}

	/** A count or a number of bytes. */
	count(): number {
		const value = this.#value;
		if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw this.#unexpected("a whole number of at least 0");
		return value;
	}

	boolean(): boolean {
		if (typeof this.#value !== "boolean") throw this.#unexpected("true or false");
		return this.#value;
	}

	digest(): Digest {
		if (!isDigest(this.#value)) throw this.#unexpected("a sha256, sha384 or sha512 digest");
		return this.#value;
	}

	#unexpected(expected: string): OciError {
		const found = neutralise(JSON.stringify(this.#value) ?? "nothing", 80);
		if (this.#place.isSecret === true) return malformed(this.#place, `has in ${JSON.stringify(this.#at)} something else than ${expected}`);
		const where = this.#at === "" ? "is" : `has in ${this.#at}`;
		return malformed(this.#place, `${where} ${found} where ${expected} is expected`);
	}
}

/** An object of a document. Only the keys that are asked for are looked at. */
export class JsonObject {
	readonly #values: Readonly<Record<string, unknown>>;
	readonly #at: string;
	readonly #place: DocumentPlace;

	constructor(values: Readonly<Record<string, unknown>>, at: string, place: DocumentPlace) {
		this.#values = values;
		this.#at = at;
		this.#place = place;
	}

	/**
	 * A value that may be left out, as may be said by `null`.
	 *
	 * Container runtimes are written in Go, whose JSON reader takes `Layers` for `layers`: a key that differs in case only
	 * would show them another image than us, and is refused.
	 */
	optional(key: string): JsonValue | undefined {
		const folded = fold(key);
		for (const other of Object.keys(this.#values)) {
			if (other.length !== key.length || other === key || fold(other) !== folded) continue;
			throw malformed(this.#place, `has the key ${JSON.stringify(other)} where ${JSON.stringify(key)} is expected`);
		}
		return this.member(key);
	}

	/** A value that must be there. */
	required(key: string): JsonValue {
		const value = this.optional(key);
		if (value === undefined) throw malformed(this.#place, `has no ${JSON.stringify(this.#child(key))}`);
		return value;
	}

	/** The keys, for an object that maps names to values. */
	keys(): readonly string[] {
		return Object.keys(this.#values);
	}

	/** The value of one of {@link keys}, whatever others there are. */
	member(key: string): JsonValue | undefined {
		const value = Object.hasOwn(this.#values, key) ? this.#values[key] : undefined;
		return value === undefined || value === null ? undefined : new JsonValue(value, this.#child(key), this.#place);
	}

	/** A list; empty where it is left out. */
	list(key: string): JsonValue[] {
		return this.optional(key)?.list() ?? [];
	}

	#child(key: string): string {
		return this.#at === "" ? key : `${this.#at}.${key}`;
	}
}

/** Case folding as Go's: it also takes the Kelvin sign for `k` and the long s for `s`. */
function fold(key: string): string {
	return key.toLowerCase().toUpperCase();
}

function sentence(place: DocumentPlace, problem: string): string {
	const blob = place.blob === undefined ? "" : ` ${place.blob}`;
	return `${place.what}${blob} of ${place.path} ${problem}`;
}

function placeOf(place: DocumentPlace): { path: string; blob?: Digest } {
	return place.blob === undefined ? { path: place.path } : { path: place.path, blob: place.blob };
}
