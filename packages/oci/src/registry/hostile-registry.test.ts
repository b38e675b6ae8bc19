import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import net, { type AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { defaultLimits, digestOf, type Limits } from "@plimsoll/core";
import { type Answering, type Ending, serve, type TestServer } from "../testing/http-server.ts";
import { settingsFor } from "../testing/impatient.ts";
import { INDEX, LayoutFiles, temporaryFolder } from "../testing/layout-files.ts";
import { memoryRegistry, sendError } from "../testing/memory-registry.ts";
import { RegistryClient } from "./registry-client.ts";
import type { RegistrySettings } from "./registry-settings.ts";

const ME = { credentials: { username: "me", password: "p4ssword" } };

async function clientFor(t: TestContext, settings: RegistrySettings = {}, limits: Partial<Limits> = {}): Promise<RegistryClient> {
	const client = new RegistryClient({
		settings: settingsFor(await temporaryFolder(t), settings),
		limits: { ...defaultLimits(), ...limits },
	});
	t.after(() => client.close());
	return client;
}

async function resolve(
	t: TestContext,
	answering: Answering,
	settings: RegistrySettings = {},
): Promise<TestServer & { error: Error & { code?: string } }> {
	const server = await serve(t, answering);
	const client = await clientFor(t, settings);
	const error = await client.resolve({ registry: server.host, repository: "app", tag: "1" }).then(
		() => assert.fail("it resolved"),
		(reason: Error) => reason,
	);
	return { ...server, error };
}

/** A server that sends these bytes to whoever connects. */
async function raw(t: Ending, bytes: string): Promise<string> {
	const server = net.createServer((socket) => {
		socket.on("error", () => {}).on("data", () => socket.end(bytes));
	});
	await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
	t.after(() => new Promise((closed) => server.close(() => closed())));
	return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function endless(_: IncomingMessage, response: ServerResponse): void {
	response.writeHead(200, { "content-type": INDEX });
	const more = (): void => {
		while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, " ")));
	};
	response.on("drain", more);
	more();
}

test("a manifest without end stops at its limit", async (t) => {
	const { error } = await resolve(t, endless);

	assert.equal(error.code, "limit-exceeded");
	assert.match(error.message, /maxManifestBytes/);
});

test("a list without end stops at its limit, and one that goes round at its own", async (t) => {
	const server = await serve(t, endless);
	const round = await serve(t, ({ url }, response) => {
		response.writeHead(200, { link: `<${url}>; rel="next"` }).end('{"tags":["a"]}');
	});
	const client = await clientFor(t);

	await assert.rejects(client.tags({ registry: server.host, repository: "app" }), {
		code: "registry-malformed",
		message: /more than 4194304 bytes/,
	});
	await assert.rejects(client.tags({ registry: round.host, repository: "app" }), {
		code: "registry-malformed",
		message: /more than 1000 pages/,
	});
});

test("a page of a million tags is a list like any other", async (t) => {
	const server = await serve(t, (_, response) => void response.end(`{"tags":[${'"a",'.repeat(1_000_000)}"b"]}`));
	const client = await clientFor(t);

	assert.equal((await client.tags({ registry: server.host, repository: "app" })).length, 1_000_001);
});

test("the next page is on the same server, whatever the link says", async (t) => {
	const elsewhere = await serve(t, (_, response) => void response.end("{}"), { address: "127.0.0.2" });
	const server = await serve(t, ({ url }, response) => {
		if (url?.includes("x=2") === true) response.end('{"tags":["b"]}');
		else response.writeHead(200, { link: `<${elsewhere.origin}/v2/app/tags/list?x=2>; rel=next` }).end('{"tags":["a"]}');
	});
	const outside = await serve(
		t,
		(_, response) => void response.writeHead(200, { link: "</v2/other/tags/list>; rel=next" }).end('{"tags":["a"]}'),
	);
	const client = await clientFor(t);

	assert.deepEqual(await client.tags({ registry: server.host, repository: "app" }), ["a", "b"]);
	assert.deepEqual(await client.tags({ registry: outside.host, repository: "app" }), ["a"]);
	assert.equal(elsewhere.seen.length, 0);
});

test("a blob that goes on behind its end is refused there", async (t) => {
	const server = await serve(t, endless);
	const client = await clientFor(t);

	const fetching = Array.fromAsync(client.blob({ registry: server.host, repository: "app" }, { digest: digestOf("x"), size: 100_000 }));

	await assert.rejects(fetching, { code: "size-mismatch", message: /more than 100000/ });
});

test("redirects in a circle, and on and on, come to an end", async (t) => {
	const circle = await resolve(t, ({ url }, response) => void response.writeHead(307, { location: url ?? "" }).end());
	let step = 0;
	const chain = await resolve(t, (_, response) => void response.writeHead(302, { location: `/${step++}` }).end());

	for (const { error, seen } of [circle, chain]) {
		assert.equal(error.code, "registry-refused");
		assert.match(error.message, /more than 10 times/);
		assert.equal(seen.length, 11);
	}
});

for (const location of [
	"file:///etc/passwd",
	"ftp://a/",
	"https://u:s3cret@127.0.0.1/",
	"http://registry.invalid/?sig=s3cret",
	"http://[",
]) {
	test(`a redirect to ${location} is not followed`, async (t) => {
		const { error } = await resolve(t, (_, response) => void response.writeHead(307, { location }).end());

		assert.equal(error.code, "registry-refused");
		assert.doesNotMatch(error.message, /s3cret/);
	});
}

test("credentials stay with the host that they are for", async (t) => {
	const files = new LayoutFiles();
	const blob = files.blob("a layer", "application/octet-stream");
	const storage = await serve(t, memoryRegistry({ files, tags: {} }), { address: "127.0.0.2" });
	const registry = await serve(t, ({ headers, url }, response) => {
		if (headers.authorization === undefined) sendError(response, 401, "UNAUTHORIZED", { "www-authenticate": "Basic" });
		else response.writeHead(307, { location: `${storage.origin}${url}` }).end();
	});
	const client = await clientFor(t, ME);

	await Array.fromAsync(client.blob({ registry: registry.host, repository: "app" }, blob));

	assert.equal(registry.seen.filter(({ headers }) => headers.authorization !== undefined).length, 1);
	assert.deepEqual(
		storage.seen.map(({ headers }) => headers.authorization),
		[undefined],
	);
});

test("a host that a registry leads to cannot ask for credentials", async (t) => {
	const tokens = await serve(t, (_, response) => void response.end('{"token":"t"}'));
	const thief = await serve(
		t,
		(_, response) => sendError(response, 401, "UNAUTHORIZED", { "www-authenticate": `Bearer realm="${tokens.origin}/", Basic realm="x"` }),
		{ address: "127.0.0.2" },
	);

	const { error, seen } = await resolve(t, (_, response) => void response.writeHead(307, { location: `${thief.origin}/` }).end(), ME);

	assert.equal(error.code, "registry-unauthorised");
	assert.deepEqual([tokens.seen.length, thief.seen.length, seen.length], [0, 1, 1]);
	assert.equal(thief.seen[0]?.headers.authorization, undefined);
});

test("a token server cannot lead what it is sent elsewhere", async (t) => {
	const elsewhere = await serve(t, (_, response) => void response.end('{"token":"t"}'), { address: "127.0.0.2" });
	const tokens = await serve(t, ({ method }, response) => {
		response.writeHead(method === "GET" ? 405 : 307, { location: `${elsewhere.origin}/` }).end();
	});

	const { error } = await resolve(
		t,
		(_, response) => sendError(response, 401, "UNAUTHORIZED", { "www-authenticate": `Bearer realm="${tokens.origin}/"` }),
		ME,
	);

	assert.equal(error.code, "registry-refused");
	assert.equal(elsewhere.seen.length, 0);
});

const NO_HTTP: Readonly<Record<string, string>> = {
	"huge headers": `HTTP/1.1 200 OK\r\nx: ${"a".repeat(200_000)}\r\n\r\n`,
	"many headers": `HTTP/1.1 200 OK\r\n${"x: y\r\n".repeat(50_000)}\r\n`,
	"no HTTP": "SSH-2.0-OpenSSH_9.2\r\n",
	"two lengths": "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
	"a length and chunks": "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
};

for (const [title, bytes] of Object.entries(NO_HTTP)) {
	test(`${title}: refused`, async (t) => {
		const host = await raw(t, bytes);
		const client = await clientFor(t, { patience: { attempts: 1 } });

		await assert.rejects(client.resolve({ registry: host, repository: "app" }), { code: /^registry-(malformed|unreachable)$/ });
	});
}

test("nothing of what a registry sends is put in a message as it is", async (t) => {
	const { error } = await resolve(t, (_, response) => {
		response.writeHead(404).end(JSON.stringify({ errors: [{ code: "\u001b[2J\u202e", message: "a".repeat(10_000) }] }));
	});

	assert.equal(error.code, "manifest-unknown");
	// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
	assert.doesNotMatch(error.message, /[\u0000-\u001f\u202e]/);
	assert.ok(error.message.length < 600);
});
