import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import { serve } from "../../testing/http-server.ts";
import { settingsFor } from "../../testing/impatient.ts";
import { LayoutFiles, temporaryFolder } from "../../testing/layout-files.ts";
import { memoryRegistry, sendError } from "../../testing/memory-registry.ts";
import { RegistryClient } from "../registry-client.ts";

test("one connection serves many requests, refusals among them", async (t) => {
	const files = new LayoutFiles();
	const blobs = Array.from({ length: 10 }, (_, index) => files.blob(Buffer.alloc(100_000, index), "application/octet-stream"));
	let connections = 0;
	const guard = memoryRegistry({ files, tags: {} });
	const { host } = await serve(
		t,
		(request, response, body) => {
			if (request.headers.authorization === undefined) sendError(response, 401, "UNAUTHORIZED", { "www-authenticate": "Basic" });
			else guard(request, response, body);
		},
		{ prepare: (server) => server.on("connection", () => connections++) },
	);
	const settings = settingsFor(await temporaryFolder(t), { credentials: { username: "me", password: "p4ssword" } });
	const client = new RegistryClient({ settings, limits: defaultLimits() });
	t.after(() => client.close());

	for (const blob of blobs) await Array.fromAsync(client.blob({ registry: host, repository: "app" }, blob));

	// The first attempt is to speak TLS.
	assert.equal(connections, 2);
});
