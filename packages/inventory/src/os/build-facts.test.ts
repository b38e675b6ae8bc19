import assert from "node:assert/strict";
import { test } from "node:test";
import { generator, mutated } from "@plimsoll/oci/testing";
import { codesOf, inventoryOf } from "../testing/inventory-of.ts";

const OS_RELEASE = 'ID="rhel"\nVERSION_ID="9.3"\nCPE_NAME="cpe:/o:redhat:enterprise_linux:9::baseos"\n';
const MANIFEST = JSON.stringify({
	metadata: { icm_version: 1, image_layer_index: 1 },
	content_sets: ["rhel-9-for-x86_64-baseos-rpms", "rhel-9-for-x86_64-appstream-rpms"],
	image_contents: [],
});

test("what Red Hat's builds say is read from every place that they say it in", () => {
	const { operatingSystem } = inventoryOf({
		"/etc/os-release": OS_RELEASE,
		"/root/buildinfo/content_manifests/ubi9-container-9.3-1.json": MANIFEST,
		"/root/buildinfo/content_manifests/app-1-1.json": JSON.stringify({ content_sets: ["app-rpms", "rhel-9-for-x86_64-baseos-rpms"] }),
		"/usr/share/buildinfo/content-sets.json": JSON.stringify({ content_sets: ["newer-rpms"], from_dnf_hint: true }),
		"/usr/share/buildinfo/labels.json": JSON.stringify({ cpe: "cpe:/a:redhat:enterprise_linux:9::appstream", name: "ubi9" }),
	});

	assert.deepEqual(operatingSystem?.cpes, ["cpe:/a:redhat:enterprise_linux:9::appstream", "cpe:/o:redhat:enterprise_linux:9::baseos"]);
	assert.deepEqual(operatingSystem?.contentSets, [
		"app-rpms",
		"newer-rpms",
		"rhel-9-for-x86_64-appstream-rpms",
		"rhel-9-for-x86_64-baseos-rpms",
	]);
});

test("others say nothing of the kind", () => {
	const { operatingSystem } = inventoryOf({ "/etc/os-release": "ID=debian\nVERSION_ID=12\nCPE_NAME=debian\n" });

	assert.deepEqual([operatingSystem?.cpes, operatingSystem?.contentSets], [undefined, undefined]);
});

test("what is no such document is said, what is no name in one is left out", () => {
	const broken = inventoryOf({ "/etc/os-release": OS_RELEASE, "/root/buildinfo/content_manifests/a.json": "{" });
	const odd = inventoryOf({
		"/etc/os-release": OS_RELEASE,
		"/root/buildinfo/content_manifests/a.json": '{"content_sets":["a b",7,null],"cpe":"x"}',
		"/root/buildinfo/labels.json": '{"cpe":["cpe:/a:x:y"]}',
	});

	assert.deepEqual(codesOf(broken), ["file-malformed"]);
	assert.deepEqual([odd.operatingSystem?.cpes?.length, odd.operatingSystem?.contentSets, codesOf(odd)], [1, undefined, []]);
});

test("mutations of a manifest neither throw nor name what is no content set", () => {
	const random = generator(0x5eed);
	for (let run = 0; run < 500; run++) {
		const { operatingSystem } = inventoryOf({
			"/etc/os-release": OS_RELEASE,
			"/root/buildinfo/content_manifests/a.json": mutated(Buffer.from(MANIFEST), random),
		});

		for (const name of operatingSystem?.contentSets ?? []) assert.match(name, /^\S+$/);
	}
});
