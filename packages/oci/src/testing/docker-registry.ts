import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Ending } from "./http-server.ts";
import { temporaryFolder } from "./layout-files.ts";

/** How docker's registry is set up. */
export interface DockerRegistryOptions {
	/** The `auth` of its configuration. */
	readonly auth?: unknown;
	readonly tls?: { readonly certificate: string; readonly key: string; readonly clientcas?: readonly string[] };
}

/** Bcrypt of `p4ssword`, made with PHP's `password_hash`. */
const HTPASSWD = "me:$2y$05$jF0eJ86JZOlE7ekutotX8uzUXpSany3REEeaTmcYBv0f8yB8dkHK6\n";

/**
 * Starts docker's registry on a free port; it is gone when the test ends.
 *
 * @returns its address and port
 */
export async function startDockerRegistry(t: Ending, { auth, tls }: DockerRegistryOptions = {}): Promise<string> {
	const folder = await temporaryFolder(t);
	await mkdir(join(folder, "data"));
	const config = {
		version: 0.1,
		log: { level: "info", accesslog: { disabled: true } },
		storage: { filesystem: { rootdirectory: join(folder, "data") } },
		http: { addr: "127.0.0.1:0", secret: "test", ...(tls === undefined ? {} : { tls }) },
		...(auth === undefined ? {} : { auth }),
	};
	// YAML reads JSON.
	await writeFile(join(folder, "config.yml"), JSON.stringify(config));
	const child = spawn("docker-registry", ["serve", join(folder, "config.yml")], { stdio: ["ignore", "ignore", "pipe"] });
	t.after(() => stop(child));
	return await listening(child);
}

/** A file that lets `me` in with `p4ssword`, as the registry's `auth`. */
export async function passwordFile(t: Ending): Promise<unknown> {
	const path = join(await temporaryFolder(t), "htpasswd");
	await writeFile(path, HTPASSWD);
	return { htpasswd: { realm: "test", path } };
}

/** Its log is read to the end: a registry whose log nobody takes stops. */
function listening(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		let log = "";
		child.stderr?.on("data", (text: Buffer) => {
			if (log.length < 100_000) log += text.toString();
			const address = /listening on (127\.0\.0\.1:\d+)/.exec(log)?.[1];
			if (address !== undefined) resolve(address);
		});
		child.once("error", reject).once("exit", () => reject(new Error(`docker-registry ended: ${log}`)));
	});
}

async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null) return;
	const ended = new Promise((resolve) => child.once("exit", resolve));
	child.kill("SIGKILL");
	await ended;
}
