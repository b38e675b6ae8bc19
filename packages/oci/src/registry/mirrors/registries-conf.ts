import { join } from "node:path";
import { isSystemError, messageOf, neutralise } from "@plimsoll/core";
import type { Environment } from "../../environment.ts";
import { OciError } from "../../errors.ts";
import { homeOf } from "../registry-settings.ts";
import { readNamedFile, readSettingsFile } from "../settings-file.ts";

/** Another place that has a registry's images. */
export interface ConfiguredMirror {
	readonly location: string;
	readonly insecure: boolean;
	readonly pulls: "all" | "digest-only" | "tag-only";
}

/** What a `[[registry]]` says of the images whose names begin with its prefix. */
export interface ConfiguredRegistry {
	readonly prefix: string;
	/** What stands in place of the prefix where images are fetched; empty where nothing does. */
	readonly location: string;
	readonly insecure: boolean;
	readonly blocked: boolean;
	readonly mirrors: readonly ConfiguredMirror[];
}

/** Registries as this machine has them, and the file that says so. */
export interface RegistriesConf {
	readonly path: string;
	readonly registries: readonly ConfiguredRegistry[];
}

/**
 * Reads the `registries.conf` of this machine: the one that `CONTAINERS_REGISTRIES_CONF` names, the user's, or the system's.
 *
 * @see https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md
 * @throws {@link OciError} `settings-malformed`
 */
export async function readRegistriesConf(environment: Environment): Promise<RegistriesConf | undefined> {
	const named = environment["CONTAINERS_REGISTRIES_CONF"];
	if (named) return await parseRegistriesConf((await readNamedFile(named, "CONTAINERS_REGISTRIES_CONF")).toString(), named);

	for (const path of [join(homeOf(environment), ".config/containers/registries.conf"), "/etc/containers/registries.conf"]) {
		const bytes = await readSettingsFile(path);
		if (bytes !== undefined) return await parseRegistriesConf(bytes.toString(), path);
	}
	return undefined;
}

/** Parses the text of a `registries.conf`. Of its first version, which had no mirrors, nothing is taken. */
export async function parseRegistriesConf(text: string, path: string): Promise<RegistriesConf> {
	const { parse } = await import("smol-toml");
	let document: unknown;
	try {
		document = parse(text);
	} catch (error) {
		if (isSystemError(error)) throw error;
		throw malformed(path, `is not TOML: ${neutralise(messageOf(error).split("\n")[0] ?? "", 160)}`);
	}
	const registries = listOf(document, "registry", path).map((value) => readRegistry(value, path));
	return { path, registries };
}

function readRegistry(value: unknown, path: string): ConfiguredRegistry {
	const location = textOf(value, "location", path);
	const prefix = textOf(value, "prefix", path) ?? location;
	if (prefix === undefined) throw malformed(path, `has a [[registry]] with neither "prefix" nor "location"`);
	const standsIn = location ?? (prefix.startsWith("*.") ? "" : prefix);
	const flags = { insecure: flagOf(value, "insecure", path), blocked: flagOf(value, "blocked", path) };
	return { ...flags, prefix, location: standsIn, mirrors: mirrorsOf(value, path) };
}

function mirrorsOf(value: unknown, path: string): ConfiguredMirror[] {
	const byDigest = flagOf(value, "mirror-by-digest-only", path);
	return listOf(value, "mirror", path).map((mirror) => {
		const location = textOf(mirror, "location", path);
		if (location === undefined) throw malformed(path, `has a [[registry.mirror]] without "location"`);
		const pulls = textOf(mirror, "pull-from-mirror", path) ?? (byDigest ? "digest-only" : "all");
		if (pulls !== "all" && pulls !== "digest-only" && pulls !== "tag-only") {
			throw malformed(path, `has ${JSON.stringify(neutralise(pulls, 40))} as "pull-from-mirror"; it may be all, digest-only or tag-only`);
		}
		return { location, insecure: flagOf(mirror, "insecure", path), pulls };
	});
}

function listOf(value: unknown, key: string, path: string): readonly unknown[] {
	const list = memberOf(value, key) ?? [];
	if (Array.isArray(list)) return list;
	throw malformed(path, `has ${JSON.stringify(key)} as something else than a list of tables`);
}

function textOf(value: unknown, key: string, path: string): string | undefined {
	const text = memberOf(value, key);
	if (text === undefined || text === "") return undefined;
	if (typeof text === "string" && text.length <= 512) return text.replace(/\/+$/, "");
	throw malformed(path, `has ${JSON.stringify(key)} as something else than a text`);
}

function flagOf(value: unknown, key: string, path: string): boolean {
	const flag = memberOf(value, key) ?? false;
	if (typeof flag === "boolean") return flag;
	throw malformed(path, `has ${JSON.stringify(key)} as something else than true or false`);
}

function memberOf(value: unknown, key: string): unknown {
	return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

function malformed(path: string, problem: string): OciError {
	return new OciError("settings-malformed", `${path} ${problem}`, { path });
}
