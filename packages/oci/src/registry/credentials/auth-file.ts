import { defaultLimits } from "@plimsoll/core";
import { type DocumentPlace, type JsonObject, malformed, readJson } from "../../manifest/json-document.ts";
import type { Credentials } from "../auth/credentials.ts";
import { readSettingsFile } from "../settings-file.ts";
import { matchingKeys, type RepositoryName } from "./auth-key.ts";

/** What a file of credentials says about a repository. */
export interface AuthFileEntry {
	/** The suffixes of the helpers' names that are to be asked, the first first. */
	readonly helpers: readonly string[];
	readonly credentials?: Credentials | undefined;
}

/**
 * Reads docker's `config.json`, or the `auth.json` of containers' tools, for one repository.
 *
 * @returns undefined where there is no such file
 * @throws {@link import("../../errors.ts").OciError} `settings-malformed`, which names the file and the key and shows no value
 */
export async function readAuthFile(path: string, repository: RepositoryName): Promise<AuthFileEntry | undefined> {
	const bytes = await readSettingsFile(path);
	return bytes === undefined ? undefined : parseAuthFile(bytes, path, repository);
}

/**
 * Reads the content of such a file.
 *
 * @throws {@link import("../../errors.ts").OciError} `settings-malformed`
 */
export function parseAuthFile(bytes: Uint8Array, path: string, repository: RepositoryName): AuthFileEntry {
	if (bytes.length === 0) return { helpers: [] };

	const place: DocumentPlace = { code: "settings-malformed", what: "the content", path, isSecret: true };
	const file = readJson(bytes, place, defaultLimits()).object();
	const own = file.optional("credHelpers")?.object();
	const [helper] = own === undefined ? [] : matchingKeys(own.keys(), repository).map((key) => own.member(key)?.string());
	const store = file.optional("credsStore")?.string();
	const helpers = [helper, store].filter((name) => name !== undefined && name !== "") as string[];

	const auths = file.optional("auths")?.object();
	for (const key of auths === undefined ? [] : matchingKeys(auths.keys(), repository)) {
		const entry = auths?.member(key)?.object();
		const credentials = entry === undefined ? undefined : readEntry(entry, key, place);
		if (credentials !== undefined) return { helpers, credentials };
	}
	return { helpers };
}

/** Where a helper keeps the secret, tools leave an entry without one. */
function readEntry(entry: JsonObject, key: string, place: DocumentPlace): Credentials | undefined {
	const text = (name: string): string | undefined => entry.optional(name)?.string() || undefined;
	const bearer = text("registrytoken");
	if (bearer !== undefined) return { kind: "bearer", token: bearer };

	const { username = text("username"), password = text("password") } = decodeAuth(text("auth"), key, place);
	const token = text("identitytoken");
	if (token !== undefined) {
		return { kind: "identity-token", token, ...(username === undefined ? {} : { username }), ...(password && { password }) };
	}
	return username === undefined || password === undefined ? undefined : { kind: "password", username, password };
}

function decodeAuth(auth: string | undefined, key: string, place: DocumentPlace): { username?: string; password?: string } {
	if (auth === undefined) return {};
	const text = /^[A-Za-z0-9+/=_\s-]+$/.test(auth) ? Buffer.from(auth, "base64").toString() : "";
	const colon = text.indexOf(":");
	if (colon < 1) throw malformed(place, `has in auths[${JSON.stringify(key)}].auth something else than the base64 of NAME:PASSWORD`);
	// Docker pads what it writes on some systems.
	return { username: text.slice(0, colon), password: text.slice(colon + 1).replace(/\0+$/, "") };
}
