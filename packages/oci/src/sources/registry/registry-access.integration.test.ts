import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { cp, mkdir, readFile } from "node:fs/promises";
import net from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import type { RegistrySettings } from "../../registry/registry-settings.ts";
import { createAuthority } from "../../testing/certificates.ts";
import { passwordFile, startDockerRegistry } from "../../testing/docker-registry.ts";
import { serve } from "../../testing/http-server.ts";
import { LayoutFiles, temporaryFolder } from "../../testing/layout-files.ts";
import { memoryRegistry } from "../../testing/memory-registry.ts";
import { look, open, push, writeImage } from "../../testing/pushed-image.ts";
import { requireTool } from "../../testing/require-tool.ts";
import { tokenServer } from "../../testing/token-server.ts";

const skip = requireTool("docker-registry") || requireTool("skopeo") || requireTool("openssl", "version");
const ME = { username: "me", password: "p4ssword" };

test("a registry with passwords takes them from wherever they are", { skip }, async (t) => {
	const layout = await writeImage(t);
	const host = await startDockerRegistry(t, { auth: await passwordFile(t) });
	await push(layout, `${host}/app:1.0`, "--dest-creds", "me:p4ssword");
	const folder = await temporaryFolder(t);
	// skopeo writes what we are to read.
	execFileSync("skopeo", ["login", "--tls-verify=false", "--authfile", join(folder, "config.json"), "-u", "me", "--password-stdin", host], {
		input: "p4ssword",
		stdio: "pipe",
	});

	for (const settings of [
		{ credentials: ME },
		{ environment: { PLIMSOLL_USERNAME: "me", PLIMSOLL_PASSWORD: "p4ssword" } },
		{ environment: { REGISTRY_AUTH_FILE: join(folder, "config.json") } },
		{ environment: { DOCKER_CONFIG: folder } },
	]) {
		assert.equal((await open(t, `${host}/app:1.0`, { settings })).platform.architecture, "amd64");
	}
	await assert.rejects(open(t, `${host}/app:1.0`), { code: "registry-unauthorised", message: new RegExp(`docker login ${host}`) });
	await assert.rejects(open(t, `${host}/app:1.0`, { settings: { credentials: { ...ME, password: "wr0ng" } } }), {
		code: "registry-unauthorised",
	});
});

test("a registry with tokens is given what its token server signs", { skip }, async (t) => {
	const layout = await writeImage(t);
	const { certificate, key } = (await createAuthority(t)).issue("tokens.test");
	const signing = { key: createPrivateKey(await readFile(key)), certificate: await readFile(certificate, "utf8"), issuer: "tokens" };
	const grants = (user: string | undefined, repository: string) =>
		user === "me" ? ["pull", "push"] : repository === "open" ? ["pull"] : [];
	const tokens = await serve(t, tokenServer({ users: { me: "p4ssword" }, grants, signing, expiresIn: 300 }), { address: "127.0.0.2" });
	const auth = { token: { realm: `${tokens.origin}/token`, service: "registry", issuer: "tokens", rootcertbundle: certificate } };
	const host = await startDockerRegistry(t, { auth });
	for (const name of ["open", "closed"]) await push(layout, `${host}/${name}:1.0`, "--dest-creds", "me:p4ssword");

	const anybody = await open(t, `${host}/open:1.0`);
	const me = await open(t, `${host}/closed:1.0`, { settings: { credentials: ME } });

	assert.deepEqual(await look(anybody), await look(me));
	await assert.rejects(open(t, `${host}/closed:1.0`), { code: "registry-unauthorised", message: /UNAUTHORIZED/ });
});

test("a registry's certificate is trusted by who knows its authority", { skip }, async (t) => {
	const layout = await writeImage(t);
	const authority = await createAuthority(t);
	const { certificate, key } = authority.issue("registry.test", "IP:127.0.0.1");
	const host = await startDockerRegistry(t, { tls: { certificate, key } });
	await push(layout, `${host}/app:1.0`);
	const home = await temporaryFolder(t);
	const folder = join(home, ".config/containers/certs.d", host);
	await mkdir(folder, { recursive: true });
	await cp(authority.ca, join(folder, "ca.crt"));
	const opening = (settings: RegistrySettings) => open(t, `${host}/app:1.0`, { settings });

	for (const settings of [
		{ caFile: authority.ca },
		{ environment: { SSL_CERT_FILE: authority.ca } },
		{ environment: { HOME: home } },
		{ insecure: true },
	]) {
		assert.equal((await opening(settings)).platform.architecture, "amd64");
	}
	await assert.rejects(opening({}), { code: "registry-unreachable", message: /certificate is not trusted.*--ca-file/ });
	await assert.rejects(opening({ caFile: "/none.pem" }), { code: "settings-malformed", message: /--ca-file/ });
	await assert.rejects(opening({ caFile: key }), { code: "settings-malformed", message: /no certificate/ });
});

test("a registry that wants to see a certificate is shown the host's", { skip }, async (t) => {
	const layout = await writeImage(t);
	const authority = await createAuthority(t);
	const { certificate, key } = authority.issue("registry.test", "IP:127.0.0.1");
	const mine = authority.issue("client.test");
	const host = await startDockerRegistry(t, { tls: { certificate, key, clientcas: [authority.ca] } });
	const home = await temporaryFolder(t);
	const folder = join(home, ".config/docker/certs.d", host);
	await mkdir(folder, { recursive: true });
	await cp(authority.ca, join(folder, "ca.crt"));
	await cp(mine.certificate, join(folder, "client.cert"));
	await cp(mine.key, join(folder, "client.key"));
	await push(layout, `${host}/app:1.0`, "--dest-cert-dir", folder);

	assert.equal((await open(t, `${host}/app:1.0`, { settings: { environment: { HOME: home } } })).platform.architecture, "amd64");
	await assert.rejects(open(t, `${host}/app:1.0`, { settings: { caFile: authority.ca } }), { code: "registry-unreachable" });
});

test("another host's certificate is refused, and so is one that has no name of ours", { skip }, async (t) => {
	const authority = await createAuthority(t);
	const { certificate, key } = authority.issue("other.test");
	const tls = { cert: await readFile(certificate), key: await readFile(key) };
	const { host } = await serve(t, memoryRegistry({ files: new LayoutFiles(), tags: {} }), { tls });

	await assert.rejects(open(t, `${host}/app`, { settings: { caFile: authority.ca } }), {
		code: "registry-unreachable",
		message: /certificate/,
	});
});

test("what is elsewhere is reached through the proxy of the environment, but for what NO_PROXY names", { skip }, async (t) => {
	const authority = await createAuthority(t);
	const { certificate, key } = authority.issue("registry.test");
	const files = new LayoutFiles();
	const image = files.image();
	const tls = { cert: await readFile(certificate), key: await readFile(key) };
	const registry = await serve(t, memoryRegistry({ files, tags: { latest: image } }), { tls });
	const tunnels: string[] = [];
	const proxy = await serve(t, (_, response) => void response.writeHead(500).end(), {
		prepare: (server) =>
			server.on("connect", ({ url }, socket) => {
				tunnels.push(url ?? "");
				const onward = net.connect(Number(registry.host.split(":")[1]), "127.0.0.1", () => {
					socket.write("HTTP/1.1 200 OK\r\n\r\n");
					onward.pipe(socket).pipe(onward);
				});
				for (const end of [onward, socket]) end.on("error", () => {});
			}),
	});
	const through = (environment: Readonly<Record<string, string>>) =>
		open(t, "registry.test/app", { settings: { caFile: authority.ca, environment, patience: { attempts: 1 } } });

	assert.equal((await through({ HTTPS_PROXY: proxy.origin })).digest, image.digest);
	assert.deepEqual(tunnels, ["registry.test:443"]);
	await assert.rejects(through({ HTTPS_PROXY: proxy.origin, NO_PROXY: "registry.test" }), { code: "registry-unreachable" });
	await assert.rejects(
		through({ HTTPS_PROXY: "http://me:p4ssword@bad host" }),
		(error: Error) => !`${error.message} ${error.stack}`.includes("p4ssword"),
	);
	assert.equal(tunnels.length, 1);
});
