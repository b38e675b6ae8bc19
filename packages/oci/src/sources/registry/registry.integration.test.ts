import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { type CoverageEntry, defaultLimits } from "@plimsoll/core";
import { RegistryClient } from "../../registry/registry-client.ts";
import { startDockerRegistry } from "../../testing/docker-registry.ts";
import { type Fault, faultProxy, faultsOf } from "../../testing/fault-proxy.ts";
import { serve } from "../../testing/http-server.ts";
import { settingsFor } from "../../testing/impatient.ts";
import { temporaryFolder } from "../../testing/layout-files.ts";
import { AMD64, ARM64, look, open, push, writeImage } from "../../testing/pushed-image.ts";
import { requireTool } from "../../testing/require-tool.ts";
import { readLayers } from "../../tree/read-layers.ts";

const skip = requireTool("docker-registry") || requireTool("skopeo");

test("an image in docker's registry is the one in its layout, for each platform", { skip }, async (t) => {
	const layout = await writeImage(t);
	const host = await startDockerRegistry(t);
	await push(layout, `${host}/org/app:1.0`);

	for (const platform of [AMD64, ARM64]) {
		const remote = await open(t, `${host}/org/app:1.0`, { platform });
		const local = await open(t, `oci:${layout}:1.0`, { platform });

		assert.deepEqual(await look(remote), await look(local));
		assert.deepEqual(remote.tags, [`${host}/org/app:1.0`]);
		assert.equal((await open(t, `registry:${host}/org/app@${remote.digest}`, { platform })).digest, remote.digest);
	}
	await assert.rejects(open(t, `${host}/org/app:1.0`, { platform: { os: "linux", architecture: "s390x" } }), {
		code: "platform-missing",
		message: /it has linux\/amd64, linux\/arm64$/,
	});
	await assert.rejects(open(t, `${host}/org/app:2.0`), { code: "manifest-unknown", message: /nor is there a path/ });
});

test("docker's own media types are read, too", { skip }, async (t) => {
	const layout = await writeImage(t);
	const host = await startDockerRegistry(t);
	await push(layout, `${host}/app:v2`, "--format", "v2s2");

	const image = await open(t, `${host}/app:v2`);

	assert.equal(image.configDigest, (await open(t, `oci:${layout}:1.0`)).configDigest);
	assert.equal(image.layers[0]?.mediaType, "application/vnd.docker.image.rootfs.diff.tar.gzip");
});

test("docker's registry lists tags; it keeps no referrers, and the tag for them counts", { skip }, async (t) => {
	const layout = await writeImage(t);
	const host = await startDockerRegistry(t);
	const { digest } = await open(t, `oci:${layout}:1.0`);
	for (const tag of ["1.0", "2.0", digest.replace(":", "-")]) await push(layout, `${host}/app:${tag}`);
	const client = new RegistryClient({ settings: settingsFor(await temporaryFolder(t)), limits: defaultLimits() });
	t.after(() => client.close());
	const repository = { registry: host, repository: "app" };

	assert.deepEqual([...(await client.tags(repository))].sort(), ["1.0", "2.0", digest.replace(":", "-")]);
	assert.equal((await client.referrers(repository, digest)).length, 2);
	await assert.rejects(client.tags({ ...repository, repository: "none" }), { code: "manifest-unknown", message: /NAME_UNKNOWN/ });
});

test("faults on the way to docker's registry cost time, and nothing of the image", { skip }, async (t) => {
	const layout = await writeImage(t);
	const host = await startDockerRegistry(t);
	await push(layout, `${host}/app:1.0`);
	const faults: readonly Fault[] = [
		{ kind: "status", status: 429, headers: { "retry-after": "0" } },
		{ kind: "reset", after: 0 },
		{ kind: "status", status: 500 },
		{ kind: "truncate", after: 100 },
		{ kind: "reset", after: 1000 },
		{ kind: "whole" },
	];
	const proxy = await serve(t, faultProxy(`http://${host}`, faultsOf(/\/blobs\//, ...faults)));

	assert.deepEqual(await look(await open(t, `${proxy.host}/app:1.0`)), await look(await open(t, `${host}/app:1.0`)));
	assert.ok(proxy.seen.length > faults.length);
});

test("a layer that is not what its digest says, or does not come, costs itself", { skip }, async (t) => {
	const layout = await writeImage(t);
	const host = await startDockerRegistry(t);
	await push(layout, `${host}/app:1.0`);
	const { layers } = await open(t, `${host}/app:1.0`);
	const codes = async (fault: Fault) => {
		const faults = ({ url }: { readonly url?: string | undefined }) =>
			url?.endsWith(layers[1]?.digest ?? "") === true ? fault : undefined;
		const proxy = await serve(t, faultProxy(`http://${host}`, faults));
		const image = await open(t, `${proxy.host}/app:1.0`);
		const coverage: CoverageEntry[] = [];
		const tree = await readLayers(image, { wants: () => true, limits: defaultLimits(), report: (entry) => coverage.push(entry) });
		assert.notEqual(tree.stat("/etc/os-release"), undefined);
		return coverage.map(({ code, layer }) => [code, layer === layers[1]?.digest]);
	};

	assert.deepEqual(await codes({ kind: "corrupt", at: 20 }), [["layer-digest-mismatch", true]]);
	assert.deepEqual(await codes({ kind: "length", add: 1 }), [["layer-digest-mismatch", true]]);
	assert.deepEqual(await codes({ kind: "status", status: 404 }), [["layer-missing", true]]);
	assert.deepEqual(await codes({ kind: "status", status: 403 }), [["layer-unfetched", true]]);
	assert.deepEqual(await codes({ kind: "status", status: 500 }), [["layer-unfetched", true]]);
});

test("mirrors of this machine's configuration are asked first", { skip }, async (t) => {
	const layout = await writeImage(t);
	const mirror = await startDockerRegistry(t);
	await push(layout, `${mirror}/hub/org/app:1.0`);
	const conf = join(await temporaryFolder(t), "containers/registries.conf");
	await mkdir(dirname(conf));
	await writeFile(conf, `[[registry]]\nlocation = "registry.invalid"\n[[registry.mirror]]\nlocation = "${mirror}/hub"\n`);

	const image = await open(t, "registry.invalid/org/app:1.0", { settings: { environment: { CONTAINERS_REGISTRIES_CONF: conf } } });

	assert.equal(image.digest, (await open(t, `oci:${layout}:1.0`)).digest);
	assert.deepEqual(image.tags, ["registry.invalid/org/app:1.0"]);
});
