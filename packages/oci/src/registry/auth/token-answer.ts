import { defaultLimits } from "@plimsoll/core";
import { type DocumentPlace, type JsonObject, malformed, readJson } from "../../manifest/json-document.ts";

/** A token, and until when it can be used. */
export interface Token {
	readonly value: string;
	/** In milliseconds since 1970, by the clock of this machine; somewhat before it really ends. */
	readonly expires: number;
}

/** What a token is good for where its server does not say. */
const DEFAULT_SECONDS = 60;
/** Tokens are renewed before they end, while a request with them is under way. */
const MARGIN_SECONDS = 10;
const MAX_TOKEN_LENGTH = 32 * 1024;

/**
 * Reads the answer of a token server. Only the time since it was given counts: clocks differ.
 *
 * @see https://distribution.github.io/distribution/spec/auth/token/
 * @throws {@link import("../../errors.ts").OciError} `registry-malformed`, without anything of its content
 */
export function readToken(bytes: Uint8Array, path: string, now: number): Token {
	const place = placeOf(path);
	const object = readJson(bytes, place, defaultLimits()).object();
	const seconds = object.optional("expires_in")?.count() ?? DEFAULT_SECONDS;
	const value = text(object, "token", place) ?? text(object, "access_token", place);
	if (value === undefined) throw malformed(place, `has neither "token" nor "access_token"`);
	return { value, expires: now + Math.max(seconds - MARGIN_SECONDS, seconds / 2) * 1000 };
}

/**
 * Reads the refresh token that an Azure registry gives for one of Entra.
 *
 * @throws {@link import("../../errors.ts").OciError} `registry-malformed`, without anything of its content
 */
export function readRefreshToken(bytes: Uint8Array, path: string): string {
	const place = placeOf(path);
	const value = text(readJson(bytes, place, defaultLimits()).object(), "refresh_token", place);
	if (value === undefined) throw malformed(place, `has no "refresh_token"`);
	return value;
}

function placeOf(path: string): DocumentPlace {
	return { code: "registry-malformed", what: "the answer", path, isSecret: true };
}

/** A token becomes a header: anything but visible ASCII would be another header, or none. */
function text(object: JsonObject, key: string, place: DocumentPlace): string | undefined {
	const value = object.optional(key)?.string();
	if (value === undefined || value === "") return undefined;
	if (value.length > MAX_TOKEN_LENGTH || !/^[\x21-\x7e]+$/.test(value)) throw malformed(place, `has a "${key}" that cannot be sent`);
	return value;
}
