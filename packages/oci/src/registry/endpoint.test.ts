import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { parseImageReference } from "@plimsoll/core";
import { settingsFor } from "../testing/impatient.ts";
import { temporaryFolder } from "../testing/layout-files.ts";
import { endpointsOf, serves } from "./endpoint.ts";
import type { RegistrySettings } from "./registry-settings.ts";

async function endpoints(t: TestContext, name: string, conf = "", settings: RegistrySettings = {}): Promise<readonly string[]> {
	const home = await temporaryFolder(t);
	await writeFile(join(home, "registries.conf"), conf);
	const parsed = parseImageReference(name);
	assert.ok("reference" in parsed);
	const found = await endpointsOf(
		parsed.reference,
		settingsFor(home, { ...settings, environment: { CONTAINERS_REGISTRIES_CONF: join(home, "registries.conf") } }),
	);
	return found.map(({ host, repository, schemes, insecure, isNamed }) =>
		[host, repository, schemes.join("+"), ...(insecure ? ["insecure"] : []), ...(isNamed ? [] : ["mirror"])].join(" "),
	);
}

test("a name leads to its registry, over TLS", async (t) => {
	assert.deepEqual(await endpoints(t, "debian"), ["registry-1.docker.io library/debian https"]);
	assert.deepEqual(await endpoints(t, "ghcr.io/org/app"), ["ghcr.io org/app https"]);
});

test("plain http is for this machine, or for who says so", async (t) => {
	assert.deepEqual(await endpoints(t, "localhost:5000/app"), ["localhost:5000 app https+http"]);
	assert.deepEqual(await endpoints(t, "[::1]:5000/app"), ["[::1]:5000 app https+http"]);
	assert.deepEqual(await endpoints(t, "127.1.2.3/app"), ["127.1.2.3 app https+http"]);
	assert.deepEqual(await endpoints(t, "host:5000/app"), ["host:5000 app https"]);
	assert.deepEqual(await endpoints(t, "host:5000/app", "", { insecure: true }), ["host:5000 app https+http insecure"]);
});

test("a mirror stands for docker's registry, or the one it names", async (t) => {
	const mirrors = ["https://hub.example/", "ghcr.io=cache.example/ghcr"];

	assert.deepEqual(await endpoints(t, "debian", "", { mirrors }), [
		"hub.example library/debian https mirror",
		"registry-1.docker.io library/debian https",
	]);
	assert.deepEqual(await endpoints(t, "ghcr.io/app", "", { mirrors }), ["cache.example ghcr/app https mirror", "ghcr.io app https"]);
	assert.deepEqual(await endpoints(t, "quay.io/app", "", { mirrors }), ["quay.io app https"]);
	await assert.rejects(endpoints(t, "debian", "", { mirrors: ["no host"] }), { code: "settings-malformed", message: /--registry-mirror/ });
});

const CONF = `
[[registry]]
prefix = "ghcr.io/org"
location = "moved.example/new"
[[registry.mirror]]
location = "one.example/org"
insecure = true
[[registry.mirror]]
location = "two.example"

[[registry]]
location = "ghcr.io"
[[registry.mirror]]
location = "general.example"

[[registry]]
prefix = "*.internal.example"
[[registry.mirror]]
location = "cache.example/internal"

[[registry]]
prefix = "evil.example"
blocked = true
`;

test("the longest prefix of a configuration counts, and is replaced", async (t) => {
	assert.deepEqual(await endpoints(t, "ghcr.io/org/app", CONF), [
		"one.example org/app https+http insecure mirror",
		"two.example app https mirror",
		"moved.example new/app https",
	]);
	assert.deepEqual(await endpoints(t, "ghcr.io/organisation/app", CONF), [
		"general.example organisation/app https mirror",
		"ghcr.io organisation/app https",
	]);
	assert.deepEqual(await endpoints(t, "a.internal.example/app", CONF), [
		"cache.example internal/app https mirror",
		"a.internal.example app https",
	]);
	assert.deepEqual(await endpoints(t, "ghcr.io:8443/org/app", CONF), ["ghcr.io:8443 org/app https"]);
});

test("what is blocked is not talked to", async (t) => {
	await assert.rejects(endpoints(t, "evil.example/app", CONF), { code: "registry-refused", message: /blocked by .*registries\.conf/ });
});

test("a mirror may be for digests, or for tags, only", () => {
	const digest = { digest: `sha256:${"a".repeat(64)}` } as const;
	const asked = (pulls: "all" | "digest-only" | "tag-only") => {
		const endpoint = { registry: "a", repository: "b", host: "a", schemes: [], insecure: false, isNamed: false, pulls };
		return [serves(endpoint, digest), serves(endpoint, {})];
	};

	assert.deepEqual(
		[asked("all"), asked("digest-only"), asked("tag-only")],
		[
			[true, true],
			[true, false],
			[false, true],
		],
	);
});
