import assert from "node:assert/strict";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { emptyHome } from "../../testing/impatient.ts";
import { temporaryFolder } from "../../testing/layout-files.ts";
import type { RegistrySettings } from "../registry-settings.ts";
import { findCredentials } from "./find-credentials.ts";

const APP = { registry: "ghcr.io", repository: "org/app", isNamed: true };

/** A home folder with these files. */
async function homeWith(t: TestContext, files: Readonly<Record<string, unknown>>): Promise<string> {
	const home = await temporaryFolder(t);
	for (const [name, content] of Object.entries(files)) {
		await mkdir(dirname(join(home, name)), { recursive: true });
		await writeFile(join(home, name), typeof content === "string" ? content : JSON.stringify(content));
		if (name.startsWith("bin/")) await chmod(join(home, name), 0o755);
	}
	return home;
}

function settings(home: string, environment: Readonly<Record<string, string>> = {}): RegistrySettings {
	return { environment: { ...emptyHome(home), PATH: `${home}/bin:/usr/bin:/bin`, ...environment } };
}

function authsOf(username: string): unknown {
	return { auths: { "ghcr.io": { auth: Buffer.from(`${username}:secret`).toString("base64") } } };
}

async function find(home: string, environment: Readonly<Record<string, string>> = {}, request = APP): Promise<unknown> {
	const { credentials, problem } = await findCredentials(request, settings(home, environment), undefined);
	return credentials === undefined
		? problem
		: credentials.kind === "password"
			? credentials.username
			: `${credentials.kind} ${credentials.token}`;
}

test("the first place that knows the registry counts", async (t) => {
	const home = await homeWith(t, {
		".docker/config.json": authsOf("docker"),
		".config/containers/auth.json": authsOf("containers"),
		"run/containers/auth.json": authsOf("session"),
		"named.json": authsOf("named"),
		"folder/config.json": authsOf("folder"),
	});
	const other = await homeWith(t, { ".docker/config.json": authsOf("docker"), "folder/config.json": authsOf("folder") });

	assert.equal(await find(home), "session");
	assert.equal(await find(home, { XDG_RUNTIME_DIR: "/nowhere" }), "containers");
	assert.equal(await find(home, { REGISTRY_AUTH_FILE: `${home}/named.json` }), "named");
	assert.equal(await find(other), "docker");
	assert.equal(await find(other, { DOCKER_CONFIG: `${other}/folder` }), "folder");
	assert.equal(await find(await homeWith(t, {})), undefined);
});

test("the environment goes before files, and the command line before that", async (t) => {
	const home = await homeWith(t, { ".docker/config.json": authsOf("docker") });
	const environment = { PLIMSOLL_USERNAME: "environment", PLIMSOLL_PASSWORD: "secret" };
	const given = { ...settings(home, environment), credentials: { username: "given", password: "secret" } };

	assert.equal(await find(home, environment), "environment");
	assert.equal(await find(home, { PLIMSOLL_USERNAME: "half" }), "docker");
	assert.equal(await find(home, { PLIMSOLL_REGISTRY_TOKEN: "t" }), "bearer t");
	assert.equal((await findCredentials(APP, given, undefined)).origin, "the command line");
});

test("what is given for the named registry is for no other", async (t) => {
	const home = await homeWith(t, { ".docker/config.json": authsOf("docker") });
	const environment = { PLIMSOLL_USERNAME: "environment", PLIMSOLL_PASSWORD: "secret" };
	const given = { ...settings(home), credentials: { username: "given", password: "secret" } };

	assert.equal(await find(home, environment, { ...APP, isNamed: false }), "docker");
	assert.equal(await find(home, { ...environment, PLIMSOLL_REGISTRY: "quay.io" }), "docker");
	assert.equal(await find(home, { ...environment, PLIMSOLL_REGISTRY: "ghcr.io" }), "environment");
	assert.equal((await findCredentials({ ...APP, isNamed: false }, given, undefined)).origin, `${home}/.docker/config.json`);
});

test("a token of Entra is for Azure's registries, or the one that is named beside it", async (t) => {
	const home = await homeWith(t, {});
	const azure = { ...APP, registry: "mine.azurecr.io" };
	const environment = { PLIMSOLL_ACR_ACCESS_TOKEN: "e" };

	assert.equal(await find(home, environment, azure), "entra-token e");
	assert.equal(await find(home, environment), undefined);
	assert.equal(await find(home, environment, { ...APP, registry: "mine.azurecr.io.evil.example" }), undefined);
	assert.equal(await find(home, { ...environment, PLIMSOLL_REGISTRY: "ghcr.io" }), "entra-token e");
});

test("a file that is named must be there", async (t) => {
	const home = await homeWith(t, {});

	await assert.rejects(find(home, { REGISTRY_AUTH_FILE: `${home}/none.json` }), {
		code: "settings-malformed",
		message: /REGISTRY_AUTH_FILE/,
	});
	await assert.rejects(find(home, { REGISTRY_AUTH_FILE: "/dev/null" }), { code: "settings-malformed", message: /not a regular file/ });
});

const HELPER = (output: string, status = 0) =>
	`#!/bin/sh\nread -r server\nprintf '%s' '${output}' | sed "s|SERVER|$server|g"\nexit ${status}\n`;

/** What is found through a helper of this text. */
async function throughHelper(t: TestContext, script: string, request = APP): Promise<unknown> {
	return await find(
		await homeWith(t, { ".docker/config.json": { credsStore: "test" }, "bin/docker-credential-test": script }),
		{},
		request,
	);
}

test("a helper is asked for the registry's address", async (t) => {
	const script = HELPER('{"ServerURL":"SERVER","Username":"SERVER","Secret":"secret"}');

	assert.equal(await throughHelper(t, script), "ghcr.io");
	assert.equal(await throughHelper(t, script, { ...APP, registry: "docker.io" }), "https://index.docker.io/v1/");
});

test("a helper may give a refresh token, or have nothing", async (t) => {
	assert.equal(await throughHelper(t, HELPER('{"Username":"<token>","Secret":"r"}')), "identity-token r");
	assert.equal(await throughHelper(t, HELPER("credentials not found in native keychain", 1)), undefined);
	assert.equal(await throughHelper(t, HELPER('{"Username":"","Secret":""}')), undefined);
});

test("a helper that fails leaves a problem, and nothing of what it prints", async (t) => {
	const problems = [
		await throughHelper(t, HELPER("the secret is hunter2", 1)),
		await throughHelper(t, HELPER('{"Secret":["hunter2"]}')),
		await throughHelper(t, HELPER("hunter2")),
		await throughHelper(t, "#!/bin/sh\nyes hunter2\n"),
		await find(await homeWith(t, { ".docker/config.json": { credsStore: "absent" } })),
		await find(await homeWith(t, { ".docker/config.json": { credsStore: "../../bin/sh" } })),
	].map(String);

	assert.match(problems[0] ?? "", /^docker-credential-test failed \(.*config\.json\)$/);
	assert.match(problems[1] ?? "", /did not answer/);
	assert.match(problems[2] ?? "", /did not answer/);
	assert.match(problems[3] ?? "", /printed more than/);
	assert.match(problems[4] ?? "", /is not installed/);
	assert.match(problems[5] ?? "", /may only have letters/);
	assert.doesNotMatch(problems.join(), /hunter2/);
});

test("where a helper has nothing, the file's own entry counts", async (t) => {
	const home = await homeWith(t, {
		".docker/config.json": { credHelpers: { "ghcr.io": "absent" }, ...(authsOf("docker") as object) },
	});

	assert.equal(await find(home), "docker");
});

test("a helper that does not answer ends with the signal", async (t) => {
	const home = await homeWith(t, {
		".docker/config.json": { credsStore: "test" },
		"bin/docker-credential-test": "#!/bin/sh\nexec sleep 60\n",
	});
	const stop = new AbortController();
	const finding = findCredentials(APP, settings(home), stop.signal);

	stop.abort(new Error("interrupted"));

	await assert.rejects(finding, /interrupted/);
});
