import { readdir } from "node:fs/promises";
import { join } from "node:path";
import tls, { type SecureContext } from "node:tls";
import { isSystemError, messageOf } from "@plimsoll/core";
import { OciError } from "../../errors.ts";
import { environmentOf, homeOf, type RegistrySettings } from "../registry-settings.ts";
import { readNamedFile, readSettingsFile } from "../settings-file.ts";

/** How far the search for authorities to trust goes. */
export type TrustReach =
	/** Those that Node comes with, which takes no time. */
	| "built-in"
	/** Also the operating system's, which docker trusts, those that the user names, and those in a folder named for the host. */
	| "all";

/**
 * What TLS with a host rests on: whom to trust, and the certificate that says who we are, where there is one for the host.
 *
 * @see https://docs.docker.com/engine/security/certificates/
 * @throws {@link OciError} `settings-malformed`
 */
export async function secureContextOf(host: string, reach: TrustReach, settings: RegistrySettings): Promise<SecureContext> {
	const own = await readHostFolder(host, settings);
	const identity = own.cert === undefined || own.key === undefined ? {} : { cert: own.cert, key: own.key };
	const authorities = reach === "built-in" ? {} : { ca: await allAuthorities(own, settings) };
	try {
		return tls.createSecureContext({ ...identity, ...authorities });
	} catch (error) {
		throw new OciError("settings-malformed", `the certificates for ${host} cannot be used: ${messageOf(error)}`, { cause: error });
	}
}

/** Tools add the same ones to several lists, and each takes time at each connection. */
async function allAuthorities({ ca }: HostFolder, settings: RegistrySettings): Promise<string[]> {
	const named: Buffer[] = [];
	if (settings.caFile !== undefined) named.push(await readCertificates(settings.caFile, "--ca-file"));
	const bundle = environmentOf(settings)["SSL_CERT_FILE"];
	if (bundle !== undefined && bundle !== "") named.push(await readCertificates(bundle, "SSL_CERT_FILE"));
	return [...new Set([...tls.getCACertificates("default"), ...tls.getCACertificates("system"), ...[...named, ...ca].map(String)])];
}

async function readCertificates(path: string, namedBy: string): Promise<Buffer> {
	const bytes = await readNamedFile(path, namedBy);
	if (bytes.includes("-----BEGIN CERTIFICATE-----") || bytes.includes("-----BEGIN TRUSTED CERTIFICATE-----")) return bytes;
	throw new OciError("settings-malformed", `${path}, which ${namedBy} names, holds no certificate in PEM form`, { path });
}

interface HostFolder {
	readonly ca: readonly Buffer[];
	readonly cert?: Buffer | undefined;
	readonly key?: Buffer | undefined;
}

/** The first folder of the host's name: `*.crt` are authorities, `NAME.cert` and `NAME.key` say who we are. */
async function readHostFolder(host: string, settings: RegistrySettings): Promise<HostFolder> {
	const home = homeOf(environmentOf(settings));
	for (const parent of [
		join(home, ".config/containers/certs.d"),
		join(home, ".config/docker/certs.d"),
		"/etc/containers/certs.d",
		"/etc/docker/certs.d",
	]) {
		const folder = join(parent, host);
		const names = await listFolder(folder);
		if (names === undefined) continue;

		const ca: Buffer[] = [];
		for (const name of names.filter((file) => file.endsWith(".crt"))) ca.push(await readCertificates(join(folder, name), folder));
		const own = names.find((name) => name.endsWith(".cert"));
		if (own === undefined) return { ca };
		const key = await readSettingsFile(join(folder, own.replace(/\.cert$/, ".key")));
		return { ca, cert: await readSettingsFile(join(folder, own)), key };
	}
	return { ca: [] };
}

async function listFolder(folder: string): Promise<string[] | undefined> {
	try {
		return (await readdir(folder)).sort();
	} catch (error) {
		if (isSystemError(error, "ENOENT", "ENOTDIR", "EACCES")) return undefined;
		throw error;
	}
}
