import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { isSystemError, type Limits } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import { refuseLarge } from "../files/whole-file.ts";
import { type JsonObject, readJson } from "../manifest/json-document.ts";
import type { TlsFiles } from "./engine-address.ts";

/** Where a context says that its engine listens. */
export interface ContextEndpoint {
	/** As `DOCKER_HOST`. */
	readonly host: string;
	readonly tls?: TlsFiles;
}

/** The context that stands for no context at all. */
const DEFAULT_CONTEXT = "default";

/**
 * The context that docker's command line would use, other than its default: `DOCKER_CONTEXT`, else what `docker context use` wrote.
 *
 * @param folder docker's configuration, such as `~/.docker`
 * @throws {@link OciError} `engine-unreachable`
 */
export async function currentContext(folder: string, named: string | undefined, limits: Limits): Promise<string | undefined> {
	const config = named ? undefined : await readSettings(join(folder, "config.json"), limits);
	const name = named || config?.optional("currentContext")?.string();
	return name === "" || name === DEFAULT_CONTEXT ? undefined : name;
}

/**
 * Reads where a context's engine listens. Docker keeps it in a folder named after the digest of the context's name.
 *
 * @throws {@link OciError} `engine-unreachable`
 */
export async function readContext(folder: string, name: string, limits: Limits): Promise<ContextEndpoint> {
	const id = createHash("sha256").update(name).digest("hex");
	const path = join(folder, "contexts/meta", id, "meta.json");
	const meta = await readSettings(path, limits);
	if (meta === undefined) {
		throw new OciError("engine-unreachable", `there is no docker context ${JSON.stringify(name)}: ${path} does not exist`, { path });
	}
	const endpoint = meta.required("Endpoints").object().required("docker").object();
	const tls = await readTlsFiles(join(folder, "contexts/tls", id, "docker"), endpoint.optional("SkipTLSVerify")?.boolean() !== true);
	const isSecured = tls.ca !== undefined || tls.cert !== undefined || !tls.verifies;
	return { host: endpoint.required("Host").string(), ...(isSecured ? { tls } : {}) };
}

/** Reads the certificates of a folder; those that are not there are done without. */
export async function readTlsFiles(folder: string, verifies: boolean): Promise<TlsFiles> {
	const [ca, cert, key] = await Promise.all(["ca.pem", "cert.pem", "key.pem"].map((name) => readIfThere(join(folder, name))));
	return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }), verifies };
}

async function readSettings(path: string, limits: Limits): Promise<JsonObject | undefined> {
	const size = (await stat(path).catch(() => undefined))?.size ?? 0;
	refuseLarge(path, size, { limits, limit: "maxConfigBytes" });
	const bytes = await readIfThere(path);
	return bytes && readJson(bytes, { code: "engine-unreachable", what: "docker's setting", path }, limits).object();
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
	try {
		return await readFile(path);
	} catch (error) {
		if (isSystemError(error, "ENOENT", "ENOTDIR")) return undefined;
		throw new OciError("engine-unreachable", `${path} cannot be read`, { path, cause: error });
	}
}
