import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import { type AuthorisingRegistry, authorisingRegistry, bearerGuard } from "../../testing/authorising-registry.ts";
import { serve } from "../../testing/http-server.ts";
import { settingsFor } from "../../testing/impatient.ts";
import { LayoutFiles, temporaryFolder } from "../../testing/layout-files.ts";
import { memoryRegistry, sendError } from "../../testing/memory-registry.ts";
import { grantedBy, type TokenServerOptions, tokenServer } from "../../testing/token-server.ts";
import { RegistryClient } from "../registry-client.ts";

interface Scene extends Pick<AuthorisingRegistry, "tokens"> {
	pull(): Promise<void>;
}

/** A registry for which docker's file keeps a refresh token, and perhaps a name and password. */
async function identityScene(t: TestContext, token: string, options: Partial<TokenServerOptions>, auth?: string): Promise<Scene> {
	const { registry, tokens, pull } = await authorisingRegistry(t, bearerGuard(), { refreshTokens: { r3fresh: "me" }, ...options });
	const folder = await temporaryFolder(t);
	const entry = { identitytoken: token, ...(auth === undefined ? {} : { auth: Buffer.from(auth).toString("base64") }) };
	await writeFile(join(folder, "config.json"), JSON.stringify({ auths: { [registry.host]: entry } }));
	return { tokens, pull: () => pull({ environment: { DOCKER_CONFIG: folder } }) };
}

test("a refresh token is exchanged by POST", async (t) => {
	const { tokens, pull } = await identityScene(t, "r3fresh", {});

	await pull();

	assert.deepEqual(Object.fromEntries(new URLSearchParams(tokens.seen[0]?.body)), {
		grant_type: "refresh_token",
		refresh_token: "r3fresh",
		client_id: "plimsoll",
		scope: "repository:org/app:pull",
		service: "registry.test",
	});
});

test("where POST is not known, or the refresh token has ended, what lies beside it is tried", async (t) => {
	const unknown = await identityScene(t, "r3fresh", { without: ["POST"] }, "me:p4ssword");
	const ended = await identityScene(t, "old", {}, "me:p4ssword");
	const alone = await identityScene(t, "old", {});

	await unknown.pull();
	await ended.pull();

	assert.deepEqual(
		[unknown, ended].map(({ tokens }) => tokens.seen.map(({ method }) => method)),
		[
			["POST", "GET"],
			["POST", "GET"],
		],
	);
	await assert.rejects(alone.pull(), { code: "registry-unauthorised" });
});

test("a token of Entra is exchanged with an Azure registry, and with nobody else", async (t) => {
	const environment = (host: string) => ({ PLIMSOLL_ACR_ACCESS_TOKEN: "3ntra", PLIMSOLL_ACR_TENANT: "t", PLIMSOLL_REGISTRY: host });
	const files = new LayoutFiles();
	const image = files.image();
	const grants = () => ["pull"];
	const tokens = tokenServer({ grants, entraTokens: { "3ntra": "r3fresh" }, refreshTokens: { r3fresh: "me" } });
	const elsewhere = await serve(t, tokens, { address: "127.0.0.2" });
	let realm = "";
	const content = memoryRegistry({
		files,
		tags: { "1.0": image },
		guard: ({ headers }, response) => {
			if (grantedBy(headers.authorization, "org/app").length > 0) return false;
			sendError(response, 401, "UNAUTHORIZED", { "www-authenticate": `Bearer realm="${realm}",service="mine.azurecr.io"` });
			return true;
		},
	});
	const registry = await serve(t, (request, response, body) => {
		(request.url?.startsWith("/oauth2/") === true ? tokens : content)(request, response, body);
	});
	const home = await temporaryFolder(t);
	const pull = async () => {
		const client = new RegistryClient({
			settings: settingsFor(home, { environment: environment(registry.host) }),
			limits: defaultLimits(),
		});
		t.after(() => client.close());
		return await client.resolve({ registry: registry.host, repository: "org/app", tag: "1.0" });
	};

	realm = `${registry.origin}/oauth2/token`;
	assert.equal((await pull()).descriptor.digest, image.digest);
	realm = `${elsewhere.origin}/oauth2/token`;
	await assert.rejects(pull(), { code: "registry-refused", message: /Entra/ });

	const exchange = registry.seen.find(({ url }) => url === "/oauth2/exchange");
	assert.deepEqual(Object.fromEntries(new URLSearchParams(exchange?.body)), {
		grant_type: "access_token",
		service: "mine.azurecr.io",
		access_token: "3ntra",
		tenant: "t",
	});
	assert.equal(elsewhere.seen.length, 0);
});
