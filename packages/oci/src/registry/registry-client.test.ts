import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type Digest, defaultLimits, digestOf, type ImageReference } from "@plimsoll/core";
import { serve, type TestServer } from "../testing/http-server.ts";
import { settingsFor } from "../testing/impatient.ts";
import { INDEX, type JsonDescriptor, LayoutFiles, temporaryFolder } from "../testing/layout-files.ts";
import { memoryRegistry, type RegistryContent } from "../testing/memory-registry.ts";
import { RegistryClient } from "./registry-client.ts";
import type { RegistrySettings } from "./registry-settings.ts";

interface Scene {
	readonly server: TestServer;
	readonly client: RegistryClient;
	readonly repository: ImageReference;
}

async function setScene(t: TestContext, content: RegistryContent, settings: RegistrySettings = {}): Promise<Scene> {
	const server = await serve(t, memoryRegistry(content));
	const client = new RegistryClient({ settings: settingsFor(await temporaryFolder(t), settings), limits: defaultLimits() });
	t.after(() => client.close());
	return { server, client, repository: { registry: server.host, repository: "org/app" } };
}

function oneImage(): { files: LayoutFiles; image: JsonDescriptor; tags: Record<string, JsonDescriptor> } {
	const files = new LayoutFiles();
	const image = files.image();
	return { files, image, tags: { "1.0": image } };
}

test("a tag and a digest lead to the same manifest", async (t) => {
	const { files, image, tags } = oneImage();
	const { client, repository } = await setScene(t, { files, tags });

	const byTag = await client.resolve({ ...repository, tag: "1.0" });
	const byDigest = await client.resolve({ ...repository, tag: "gone", digest: image.digest });

	assert.deepEqual(
		[byTag.descriptor.digest, byTag.descriptor.size, byTag.descriptor.mediaType],
		[image.digest, image.size, image.mediaType],
	);
	assert.deepEqual(byDigest, byTag);
	assert.equal(digestOf(await client.manifest(repository, image)), image.digest);
});

test("a blob comes as it is, and one that is not there is named", async (t) => {
	const { files, tags } = oneImage();
	const bytes = Buffer.alloc(1_000_000, "plimsoll");
	const blob = files.blob(bytes, "application/octet-stream");
	const { client, repository } = await setScene(t, { files, tags });

	assert.deepEqual(Buffer.concat(await Array.fromAsync(client.blob(repository, blob))), bytes);
	await assert.rejects(Array.fromAsync(client.blob(repository, { digest: digestOf("none"), size: 4 })), { code: "blob-missing" });
});

test("what is not there is said with its name", async (t) => {
	const { client, repository } = await setScene(t, oneImage());

	await assert.rejects(client.resolve({ ...repository, tag: "2.0" }), {
		code: "manifest-unknown",
		message: /org\/app: .* no tag 2\.0 \(it says: MANIFEST_UNKNOWN/,
	});
});

test("bytes that are not what a digest or the registry says are refused", async (t) => {
	const { files, image, tags } = oneImage();
	files.set(`blobs/${image.digest.replace(":", "/")}`, '{"schemaVersion":2,"config":{}}');
	const { client, repository } = await setScene(t, { files, tags });
	const lying = await setScene(t, {
		...oneImage(),
		guard: (_, response) => {
			response.writeHead(200, { "content-type": INDEX, "docker-content-digest": digestOf("else") }).end("{}");
			return true;
		},
	});

	await assert.rejects(client.resolve({ ...repository, digest: image.digest }), { code: "digest-mismatch" });
	await assert.rejects(lying.client.resolve({ ...lying.repository, tag: "1.0" }), { code: "digest-mismatch" });
});

const TYPES: Readonly<Record<string, { type: string; body: unknown; result: string | RegExp }>> = {
	"a parameter of the type is left out": { type: `${INDEX}; charset=utf-8`, body: { schemaVersion: 2, manifests: [] }, result: INDEX },
	"a generic type is made precise by the document": {
		type: "application/json",
		body: { schemaVersion: 2, mediaType: INDEX, manifests: [] },
		result: INDEX,
	},
	"a document that does not say is told by its keys": { type: "text/plain", body: { schemaVersion: 2, manifests: [] }, result: INDEX },
	"schema 1 is too old": {
		type: "application/vnd.docker.distribution.manifest.v1+prettyjws",
		body: { schemaVersion: 1, fsLayers: [] },
		result: /schema 1, which is too old/,
	},
	"what is no image is refused": {
		type: "application/json",
		body: { mediaType: "application/x-else" },
		result: /"application\/x-else", which is no image/,
	},
	"what is no JSON is refused": { type: "text/html", body: "<html>", result: /not JSON|something else|is "<html>"/ },
};

for (const [title, { type, body, result }] of Object.entries(TYPES)) {
	test(title, async (t) => {
		const guard: RegistryContent["guard"] = (_, response) => {
			response.writeHead(200, { "content-type": type }).end(JSON.stringify(body));
			return true;
		};
		const { client, repository } = await setScene(t, { ...oneImage(), guard });

		const resolving = client.resolve({ ...repository, tag: "1.0" });

		if (typeof result === "string") assert.equal((await resolving).descriptor.mediaType, result);
		else await assert.rejects(resolving, { code: "manifest-malformed", message: result });
	});
}

test("tags come from all pages", async (t) => {
	const { files, image } = oneImage();
	const tags = Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`v${index + 10}`, image]));
	const { client, repository, server } = await setScene(t, { files, tags, pageSize: 10 });

	assert.deepEqual(await client.tags(repository), Object.keys(tags));
	assert.equal(server.seen.length, 3);
});

const SIGNATURE = {
	mediaType: "application/vnd.oci.image.manifest.v1+json",
	digest: digestOf("a"),
	size: 1,
	artifactType: "application/sig",
};
const SBOM = { ...SIGNATURE, digest: digestOf("b"), artifactType: "application/sbom", annotations: { __proto__x: "y", name: "z" } };

test("referrers come from the registry's list, filtered where it does not", async (t) => {
	const { files, image, tags } = oneImage();
	const { client, repository } = await setScene(t, {
		files,
		tags,
		referrers: { [image.digest]: [SIGNATURE, SBOM, SIGNATURE] },
		pageSize: 2,
	});

	const all = await client.referrers(repository, image.digest);
	const sboms = await client.referrers(repository, image.digest, { artifactType: "application/sbom" });

	assert.deepEqual(
		all.map(({ digest }) => digest),
		[SIGNATURE.digest, SBOM.digest, SIGNATURE.digest],
	);
	assert.deepEqual(
		sboms.map(({ digest, annotations }) => [digest, annotations.get("name")]),
		[[SBOM.digest, "z"]],
	);
	assert.deepEqual(await client.referrers(repository, digestOf("nobody")), []);
});

test("where a registry keeps no list, the tag that clients keep instead counts", async (t) => {
	const { files, image, tags } = oneImage();
	const index = files.index([SIGNATURE, SBOM], { mediaType: INDEX });
	const sha512: Digest = `sha512:${"c".repeat(128)}`;
	const { client, repository } = await setScene(t, {
		files,
		tags: { ...tags, [image.digest.replace(":", "-")]: index, [`sha512-${"c".repeat(64)}`]: index },
	});

	assert.deepEqual(
		(await client.referrers(repository, image.digest)).map(({ artifactType }) => artifactType),
		["application/sig", "application/sbom"],
	);
	assert.equal((await client.referrers(repository, sha512)).length, 2);
	assert.deepEqual(await client.referrers(repository, digestOf("nobody")), []);
});

test("a mirror is asked first, and the registry where the mirror does not have it, or lies", async (t) => {
	const { files, image, tags } = oneImage();
	const mirrored = oneImage();
	const mirror = await serve(t, memoryRegistry({ ...mirrored, tags: { "1.0": image } }));
	const lying = await serve(t, (_, response) => void response.writeHead(200, { "content-type": INDEX }).end("{}"));
	const { server } = await setScene(t, { files, tags: { ...tags, "2.0": image } });
	const client = new RegistryClient({
		settings: settingsFor(await temporaryFolder(t), {
			mirrors: [`${server.host}=${lying.host}/cache`, `${server.host}=${mirror.host}/cache`],
		}),
		limits: defaultLimits(),
	});
	const repository = { registry: server.host, repository: "org/app" };

	await client.resolve({ ...repository, digest: image.digest });
	const before = server.seen.length;
	await client.manifest(repository, image);

	assert.deepEqual([before, server.seen.length], [0, 0]);
	assert.equal(mirror.seen[0]?.url, `/v2/cache/org/app/manifests/${image.digest}`);
	assert.equal(lying.seen.length, 2);
	await assert.rejects(client.resolve({ ...repository, digest: digestOf("none") }), {
		code: "manifest-unknown",
		message: /before that: .*\(a mirror\)/,
	});
	client.close();
});

test("no more than four requests to a host are under way", async (t) => {
	const pending: (() => void)[] = [];
	const answerFour = (): void => {
		for (const answer of pending.splice(0, 4)) answer();
	};
	const guard: RegistryContent["guard"] = (_, response) => {
		pending.push(() => response.end("plimsoll"));
		if (pending.length === 4) setTimeout(answerFour, 20);
		return true;
	};
	const { client, repository, server } = await setScene(t, { ...oneImage(), guard });

	const blobs = Array.from({ length: 20 }, () => Array.fromAsync(client.blob(repository, { digest: digestOf("plimsoll"), size: 8 })));
	await Promise.all(blobs);

	assert.deepEqual([server.most(), server.seen.length], [4, 20]);
});

test("what is under way ends with the signal, and for its reason", async (t) => {
	const { files, tags } = oneImage();
	const stop = new AbortController();
	const { client, repository } = await setScene(t, {
		files,
		tags,
		guard: () => {
			stop.abort(new Error("interrupted"));
			return true;
		},
	});

	await assert.rejects(client.resolve({ ...repository, tag: "1.0" }, stop.signal), /interrupted/);
	await assert.rejects(client.tags(repository, stop.signal), /interrupted/);
});
