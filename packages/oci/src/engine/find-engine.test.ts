import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import type { Environment } from "../environment.ts";
import { temporaryFolder } from "../testing/layout-files.ts";
import type { EngineAddress } from "./engine-address.ts";
import { type EngineName, findEngine } from "./find-engine.ts";

const find = (environment: Environment, engine: EngineName = "docker"): Promise<EngineAddress> =>
	findEngine(engine, environment, defaultLimits());
const socket = (path: string): EngineAddress => ({ kind: "socket", path });

/** A home with docker's configuration: a context in use, and its engine. */
async function home(t: TestContext, { context = "", meta = "", config = {} as unknown } = {}): Promise<string> {
	const folder = await temporaryFolder(t);
	const id = createHash("sha256").update(context).digest("hex");
	mkdirSync(join(folder, ".docker/contexts/meta", id), { recursive: true });
	if (meta !== "") writeFileSync(join(folder, ".docker/contexts/meta", id, "meta.json"), meta);
	writeFileSync(join(folder, ".docker/config.json"), typeof config === "string" ? config : JSON.stringify(config));
	return folder;
}

function metaOf(host: string, more: object = {}): string {
	return JSON.stringify({ Name: "far", Metadata: {}, Endpoints: { docker: { Host: host, ...more } } });
}

test("DOCKER_HOST wins over the context in use", async (t) => {
	const HOME = await home(t, { context: "far", meta: metaOf("tcp://far:1"), config: { currentContext: "far" } });

	assert.deepEqual(await find({ HOME, DOCKER_HOST: "unix:///x", DOCKER_CONTEXT: "far" }), socket("/x"));
	assert.deepEqual(await find({ HOME, DOCKER_HOST: "" }), { kind: "tcp", host: "far", port: 1 });
});

test("DOCKER_CONTEXT wins over the context in use, and the default context is none", async (t) => {
	const HOME = await home(t, { context: "far", meta: metaOf("unix:///far.sock"), config: { auths: {}, currentContext: "other" } });

	assert.deepEqual(await find({ HOME, DOCKER_CONTEXT: "far" }), socket("/far.sock"));
	assert.equal((await find({ HOME, DOCKER_CONTEXT: "default" })).kind, "socket");
	await assert.rejects(find({ HOME }), { code: "engine-unreachable", message: /no docker context "other": .*meta\.json does not exist/ });
	assert.deepEqual(await find({ DOCKER_CONFIG: join(HOME, ".docker"), DOCKER_CONTEXT: "far" }), socket("/far.sock"));
});

test("certificates come with DOCKER_TLS_VERIFY, or with the context", async (t) => {
	const HOME = await home(t, { context: "far", meta: metaOf("tcp://far", { SkipTLSVerify: true }) });
	const id = createHash("sha256").update("far").digest("hex");
	mkdirSync(join(HOME, ".docker/contexts/tls", id, "docker"), { recursive: true });
	writeFileSync(join(HOME, ".docker/contexts/tls", id, "docker/ca.pem"), "authority");
	mkdirSync(join(HOME, "certs"));
	for (const name of ["cert", "key"]) writeFileSync(join(HOME, `certs/${name}.pem`), name);
	const host = { HOME, DOCKER_HOST: "tcp://engine" };
	const certs = { ...host, DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: join(HOME, "certs") };
	const engine = { kind: "tcp", host: "engine", port: 2376 };

	assert.deepEqual(await find(certs), { ...engine, tls: { cert: Buffer.from("cert"), key: Buffer.from("key"), verifies: true } });
	assert.deepEqual(await find({ ...host, DOCKER_TLS_VERIFY: "1" }), { ...engine, tls: { verifies: true } });
	assert.deepEqual(await find({ ...certs, DOCKER_TLS_VERIFY: "" }), { ...engine, port: 2375 });
	assert.deepEqual(await find({ HOME, DOCKER_CONTEXT: "far" }), {
		kind: "tcp",
		host: "far",
		port: 2376,
		tls: { ca: Buffer.from("authority"), verifies: false },
	});
});

test("without a setting the usual sockets are looked for, podman's among them", async (t) => {
	const runtime = await temporaryFolder(t);
	const environment = { HOME: runtime, XDG_RUNTIME_DIR: runtime };

	const none = await find(environment);
	mkdirSync(join(runtime, "podman"));
	writeFileSync(join(runtime, "podman/podman.sock"), "");
	const podman = await find(environment, "podman");
	writeFileSync(join(runtime, "docker.sock"), "");
	const docker = await find(environment);

	assert.deepEqual(none, socket("/var/run/docker.sock"));
	assert.deepEqual(podman, socket(join(runtime, "podman/podman.sock")));
	assert.ok(docker.kind === "socket" && ["/var/run/docker.sock", join(runtime, "docker.sock")].includes(docker.path));
	assert.deepEqual(await find({ ...environment, CONTAINER_HOST: "unix:///y", DOCKER_HOST: "unix:///x" }, "podman"), socket("/y"));
});

for (const [title, meta] of [
	["no JSON", "{"],
	["no engine", '{"Endpoints":{}}'],
	["no host", '{"Endpoints":{"docker":{}}}'],
	["a host that is none", metaOf("carrier-pigeon://x")],
	["a prototype for a host", '{"Endpoints":{"docker":{"__proto__":{"Host":"unix:///x"}}}}'],
] as const) {
	test(`a context with ${title} is refused`, async (t) => {
		const HOME = await home(t, { context: "far", meta });

		await assert.rejects(find({ HOME, DOCKER_CONTEXT: "far" }), { code: "engine-unreachable" });
	});
}

test("a configuration that is none is refused, and so is a large one", async (t) => {
	const limits = { ...defaultLimits(), maxConfigBytes: 10 };

	await assert.rejects(find({ HOME: await home(t, { config: "[]" }) }), { code: "engine-unreachable", message: /config\.json/ });
	await assert.rejects(findEngine("docker", { HOME: await home(t, { config: { currentContext: "far" } }) }, limits), {
		code: "limit-exceeded",
		limit: "maxConfigBytes",
	});
});
