import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import { authorisingRegistry, bearerGuard, type Guard, ME } from "../../testing/authorising-registry.ts";
import { serve } from "../../testing/http-server.ts";
import { settingsFor } from "../../testing/impatient.ts";
import { temporaryFolder } from "../../testing/layout-files.ts";
import { sendError } from "../../testing/memory-registry.ts";
import { RegistryClient } from "../registry-client.ts";
import type { RegistrySettings } from "../registry-settings.ts";
import { basic } from "./credentials.ts";

test("a registry that wants nothing is shown nothing", async (t) => {
	const { registry, tokens, pull } = await authorisingRegistry(t, () => undefined, {});

	await pull(ME);

	assert.deepEqual([registry.seen.map(({ headers }) => headers.authorization), tokens.seen.length], [[undefined, undefined], 0]);
});

test("basic credentials are shown once they are asked for", async (t) => {
	const expected = basic("me", "p4ssword");
	const guard: Guard = ({ headers }) => (headers.authorization === expected ? undefined : 'Basic realm="r"');
	const { registry, pull } = await authorisingRegistry(t, guard, {});

	await pull(ME);

	assert.deepEqual(
		registry.seen.map(({ headers }) => headers.authorization),
		[undefined, expected, expected],
	);
});

test("a token is asked for once, for reading, by name and password", async (t) => {
	const { registry, tokens, pull } = await authorisingRegistry(t, bearerGuard(), {});

	await pull(ME);

	assert.equal(registry.seen.length, 3);
	assert.deepEqual(
		tokens.seen.map(({ method, headers }) => [method, headers.authorization]),
		[["GET", basic("me", "p4ssword")]],
	);
	const query = new URL(tokens.seen[0]?.url ?? "", tokens.origin).searchParams;
	assert.deepEqual(Object.fromEntries(query), {
		fixed: "1",
		service: "registry.test",
		scope: "repository:org/app:pull",
		client_id: "plimsoll",
		account: "me",
	});
});

test("without credentials a token is asked for as anybody", async (t) => {
	const { tokens, pull } = await authorisingRegistry(t, bearerGuard(), { grants: () => ["pull"], member: "access_token" });

	await pull({});

	assert.deepEqual(
		tokens.seen.map(({ headers }) => headers.authorization),
		[undefined],
	);
});

test("a token server that only knows POST is asked so", async (t) => {
	const { tokens, pull } = await authorisingRegistry(t, bearerGuard(), { without: ["GET"] });

	await pull(ME);

	const form = new URLSearchParams(tokens.seen.at(-1)?.body);
	assert.deepEqual([tokens.seen.length, form.get("grant_type"), form.get("username")], [2, "password", "me"]);
});

test("a token that ends is renewed before it is used again", async (t) => {
	const { registry, tokens, pull } = await authorisingRegistry(t, bearerGuard(), { expiresIn: 0 });

	await pull(ME);

	assert.deepEqual([tokens.seen.length, registry.seen.length], [2, 3]);
});

test("a token that the registry no longer takes is renewed", async (t) => {
	const used = new Map<string, number>();
	const guard: Guard = (request, realm) => {
		const token = request.headers.authorization ?? "";
		used.set(token, (used.get(token) ?? 0) + 1);
		return used.get(token) === 1 && token !== "" ? undefined : `Bearer realm="${realm}",error="invalid_token"`;
	};
	const { tokens, pull } = await authorisingRegistry(t, guard, {});

	await pull(ME);

	assert.equal(tokens.seen.length, 2);
});

test("what a registry says is missing is asked for, as far as it is for reading", async (t) => {
	const guard = bearerGuard("metadata_read", ',error="insufficient_scope"');
	const wide: Guard = (request, realm) =>
		guard(request, realm)?.replace(
			/scope="[^"]*"/,
			'scope="repository:org/app:pull,metadata_read,push repository:org/other:delete registry:catalog:*"',
		);
	const { tokens, pull } = await authorisingRegistry(t, wide, { grants: () => ["pull", "metadata_read", "push", "delete", "*"] });

	await pull(ME);

	assert.deepEqual(new URL(tokens.seen.at(-1)?.url ?? "", tokens.origin).searchParams.getAll("scope"), [
		"repository:org/app:pull",
		"repository:org/app:pull,metadata_read",
	]);
});

const REFUSED: Readonly<Record<string, { guard: Guard; settings: RegistrySettings; code: string; message: RegExp }>> = {
	"no credentials": {
		guard: bearerGuard(),
		settings: {},
		code: "registry-unauthorised",
		message: /no such image, or the registry wants credentials and none were found; log in with docker login 127/,
	},
	"wrong credentials": {
		guard: bearerGuard(),
		settings: { credentials: { username: "me", password: "wr0ng" } },
		code: "registry-unauthorised",
		message: /does not take the credentials of the command line; log in/,
	},
	"credentials for Basic where a token is held": {
		guard: () => 'Basic realm="r"',
		settings: { environment: { PLIMSOLL_REGISTRY_TOKEN: "b3arer" } },
		code: "registry-unauthorised",
		message: /PLIMSOLL_REGISTRY_TOKEN/,
	},
	"a token with the end of its line": {
		guard: bearerGuard(),
		settings: { environment: { PLIMSOLL_REGISTRY_TOKEN: "b3arer\n" } },
		code: "settings-malformed",
		message: /the token of PLIMSOLL_REGISTRY_TOKEN has characters/,
	},
	"a challenge that is none": { guard: () => "Mystery", settings: ME, code: "registry-unauthorised", message: /wants credentials/ },
	"a challenge without a realm": {
		guard: () => "Bearer service=x",
		settings: ME,
		code: "registry-malformed",
		message: /does not say whose/,
	},
	"a realm over plain http elsewhere": {
		guard: () => 'Bearer realm="http://registry.invalid/token"',
		settings: ME,
		code: "registry-refused",
		message: /plain http: http:\/\/registry\.invalid\/token/,
	},
	"a realm that is a file": {
		guard: () => 'Bearer realm="file:///etc/passwd"',
		settings: ME,
		code: "registry-refused",
		message: /kind file:/,
	},
	"a realm with credentials": {
		guard: () => 'Bearer realm="https://a:s3cret@registry.invalid/"',
		settings: ME,
		code: "registry-refused",
		message: /credentials in it/,
	},
	"a scope that is never enough": {
		guard: (request, realm) => bearerGuard("none", ',error="insufficient_scope"')(request, realm),
		settings: ME,
		code: "registry-unauthorised",
		message: /does not take the credentials/,
	},
};

for (const [title, { guard, settings, code, message }] of Object.entries(REFUSED)) {
	test(`${title}: said, in few requests, and without a secret`, async (t) => {
		const { registry, tokens, pull } = await authorisingRegistry(t, guard);

		await assert.rejects(pull(settings), (error: Error & { code?: string }) => {
			assert.equal(error.code, code, error.message);
			assert.match(error.message, message);
			assert.doesNotMatch(`${error.stack} ${JSON.stringify(error)}`, /p4ssword|wr0ng|b3arer|s3cret/);
			return true;
		});
		assert.ok(registry.seen.length <= 3 && tokens.seen.length <= 2, `${registry.seen.length} ${tokens.seen.length}`);
	});
}

test("a registry that sends a secret back does not get it into a message", async (t) => {
	const server = await serve(t, ({ headers }, response) => {
		if (headers.authorization === undefined) sendError(response, 401, "UNAUTHORIZED", { "www-authenticate": "Basic" });
		else response.writeHead(403).end(JSON.stringify({ errors: [{ code: "DENIED", message: "p4ssword is wrong" }] }));
	});
	const client = new RegistryClient({ settings: settingsFor(await temporaryFolder(t), ME), limits: defaultLimits() });
	t.after(() => client.close());

	await assert.rejects(client.resolve({ registry: server.host, repository: "a" }), (error: Error & { code?: string }) => {
		assert.equal(error.code, "registry-denied");
		assert.doesNotMatch(`${error.message} ${error.stack}`, /p4ssword/);
		return true;
	});
});

for (const [title, body, message] of [
	["no JSON", "p4ssword", /is not JSON/],
	["no token", '{"expires_in":60}', /neither "token" nor "access_token"/],
	["a token that would be a header of its own", '{"token":"a\\r\\nx: p4ssword"}', /cannot be sent/],
	["a token of another kind", '{"token":["p4ssword"]}', /something else than a text/],
	["an endless answer", `{"token":"${"a".repeat(300_000)}"}`, /more than 262144 bytes/],
] as const) {
	test(`a token server that answers with ${title} is refused`, async (t) => {
		const tokens = await serve(t, (_, response) => void response.end(body));
		const registry = await serve(t, (_, response) =>
			sendError(response, 401, "UNAUTHORIZED", { "www-authenticate": `Bearer realm="${tokens.origin}/token"` }),
		);
		const client = new RegistryClient({ settings: settingsFor(await temporaryFolder(t), ME), limits: defaultLimits() });
		t.after(() => client.close());

		await assert.rejects(client.resolve({ registry: registry.host, repository: "a" }), (error: Error & { code?: string }) => {
			assert.equal(error.code, "registry-malformed");
			assert.match(error.message, message);
			assert.doesNotMatch(error.message, /p4ssword/);
			return true;
		});
	});
}
