import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { type TestContext, test } from "node:test";
import { type Digest, defaultLimits, digestOf } from "@plimsoll/core";
import { type Fault, faultProxy, faultsOf } from "../testing/fault-proxy.ts";
import { serve, type TestServer } from "../testing/http-server.ts";
import { settingsFor } from "../testing/impatient.ts";
import { LayoutFiles, temporaryFolder } from "../testing/layout-files.ts";
import { memoryRegistry } from "../testing/memory-registry.ts";
import type { Patience } from "./http/patience.ts";
import { RegistryClient } from "./registry-client.ts";

const BYTES = randomBytes(1_000_000);

interface Scene {
	readonly proxy: TestServer;
	/** What the registry behind the proxy was asked for, by range. */
	ranges(): readonly (string | undefined)[];
	/** The digest of what came. */
	fetch(): Promise<Digest>;
}

async function setScene(t: TestContext, faults: readonly Fault[], patience: Partial<Patience> = {}): Promise<Scene> {
	const files = new LayoutFiles();
	const blob = files.blob(BYTES, "application/octet-stream");
	const registry = await serve(t, memoryRegistry({ files, tags: {} }));
	const proxy = await serve(t, faultProxy(registry.origin, faultsOf(/\/blobs\//, ...faults)));
	const client = new RegistryClient({ settings: settingsFor(await temporaryFolder(t), { patience }), limits: defaultLimits() });
	t.after(() => client.close());
	return {
		proxy,
		ranges: () => registry.seen.map(({ headers }) => headers.range),
		fetch: async () => {
			const chunks = await Array.fromAsync(client.blob({ registry: proxy.host, repository: "app" }, blob));
			return digestOf(Buffer.concat(chunks));
		},
	};
}

const reset = (after: number): Fault => ({ kind: "reset", after });

test("a broken download goes on where it stopped, and only while the content is the same", async (t) => {
	const { ranges, fetch, proxy } = await setScene(t, [reset(300_000), reset(400_000), reset(0)]);

	assert.equal(await fetch(), digestOf(BYTES));

	const starts = ranges().map((range) => Number(range?.slice("bytes=".length, -1) ?? 0));
	assert.equal(starts.length, 4);
	assert.ok(
		starts.every((start, index) => start >= (starts[index - 1] ?? 0) && start <= 700_000),
		starts.join(),
	);
	assert.deepEqual(new Set(proxy.seen.slice(1).map(({ headers }) => headers["if-range"])), new Set([`"${digestOf(BYTES)}"`]));
});

test("a body that ends early is taken for broken, not for whole", async (t) => {
	const { ranges, fetch } = await setScene(t, [{ kind: "truncate", after: 123_456 }]);

	assert.equal(await fetch(), digestOf(BYTES));
	assert.deepEqual(ranges(), [undefined, "bytes=123456-"]);
});

test("of a server that knows no ranges, what is there already is passed over", async (t) => {
	const { ranges, fetch } = await setScene(t, [{ kind: "truncate", after: 500_000 }, { kind: "whole" }]);

	assert.equal(await fetch(), digestOf(BYTES));
	assert.deepEqual(ranges(), [undefined, undefined]);
});

test("429 and 5xx pass", async (t) => {
	const statuses = [
		{ kind: "status", status: 429, headers: { "retry-after": "0" } },
		{ kind: "status", status: 500 },
	] as const;
	const { proxy, fetch } = await setScene(t, statuses);

	assert.equal(await fetch(), digestOf(BYTES));
	assert.equal(proxy.seen.length, 3);
});

test("a Retry-After is waited for", async (t) => {
	const { fetch } = await setScene(t, [{ kind: "status", status: 503, headers: { "retry-after": "3600" } }], { maxRetryAfterMs: 150 });
	const begun = performance.now();

	await fetch();

	assert.ok(performance.now() - begun >= 149);
});

test("progress is what a server that breaks off again and again has to make", async (t) => {
	const little = Array.from({ length: 20 }, (_, index) => reset(50_000 + index));
	const none = Array.from({ length: 20 }, () => reset(0));

	assert.equal(await (await setScene(t, little)).fetch(), digestOf(BYTES));
	await assert.rejects((await setScene(t, none)).fetch(), { code: "registry-unreachable" });
});

test("a wrong digest is the reader's to see; the bytes come as they are", async (t) => {
	const { fetch } = await setScene(t, [{ kind: "corrupt", at: 5 }]);

	assert.notEqual(await fetch(), digestOf(BYTES));
});

for (const add of [-10, 10]) {
	test(`a length that is wrong by ${add} is refused`, async (t) => {
		const { fetch } = await setScene(t, [{ kind: "length", add }]);

		await assert.rejects(fetch(), {
			code: "size-mismatch",
			message: new RegExp(`has ${BYTES.length + add} bytes where its descriptor says`),
		});
	});
}

test("a server that dribbles, or says nothing, is given up", async (t) => {
	const dribble: Fault = { kind: "dribble", ms: 5 };
	const slow = await setScene(t, [dribble, dribble, dribble, dribble], { bodyMs: 150, attempts: 2 });
	const silent = await setScene(t, [{ kind: "silence" }, { kind: "silence" }], { headersMs: 100, attempts: 2 });

	await assert.rejects(slow.fetch(), { code: "registry-unreachable", message: /too slowly/ });
	await assert.rejects(silent.fetch(), { code: "registry-unreachable", message: /no answer within 0\.1 s/ });
});

test("another range than was asked for is refused", async (t) => {
	const blob = { digest: digestOf(BYTES), size: BYTES.length };
	const server = await serve(t, ({ headers }, response) => {
		if (headers.range === undefined) response.writeHead(200).end(BYTES.subarray(0, 1000));
		else response.writeHead(206, { "content-range": `bytes 2000-${BYTES.length - 1}/${BYTES.length}` }).end(BYTES.subarray(2000));
	});
	const client = new RegistryClient({ settings: settingsFor(await temporaryFolder(t)), limits: defaultLimits() });
	t.after(() => client.close());

	await assert.rejects(Array.fromAsync(client.blob({ registry: server.host, repository: "app" }, blob)), {
		code: "registry-malformed",
		message: /another range/,
	});
});

test("where a mirror breaks off for good, its registry goes on", async (t) => {
	const files = new LayoutFiles();
	const blob = files.blob(BYTES, "application/octet-stream");
	const registry = await serve(t, memoryRegistry({ files, tags: {} }));
	let asked = 0;
	const mirror = await serve(
		t,
		faultProxy(registry.origin, () => (asked++ === 0 ? { kind: "truncate", after: 600_000 } : { kind: "status", status: 404 })),
	);
	const settings = settingsFor(await temporaryFolder(t), { mirrors: [`${registry.host}=${mirror.host}`] });
	const client = new RegistryClient({ settings, limits: defaultLimits() });
	t.after(() => client.close());

	const chunks = await Array.fromAsync(client.blob({ registry: registry.host, repository: "app" }, blob));

	assert.equal(digestOf(Buffer.concat(chunks)), digestOf(BYTES));
	assert.equal(registry.seen.at(-1)?.headers.range, "bytes=600000-");
});
