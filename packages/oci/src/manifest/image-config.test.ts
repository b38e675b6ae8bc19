import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits, digestOf } from "@plimsoll/core";
import { createdByOf, type ImageConfig, readImageConfig } from "./image-config.ts";

const A = digestOf("a");
const B = digestOf("b");

test("lines of the history that made no layer are left out", () => {
	const config = read({
		rootfs: { type: "layers", diff_ids: [A, B] },
		history: [{ created_by: "ADD" }, { created_by: "ENV", empty_layer: true }, { created_by: "RUN", empty_layer: false }],
	});

	assert.deepEqual(createdByOf(config, 2), ["ADD", "RUN"]);
});

test("a history of another length says nothing, rather than something wrong", () => {
	const config = read({ rootfs: { diff_ids: [A, B] }, history: [{ created_by: "ADD" }] });

	assert.deepEqual(createdByOf(config, 2), []);
});

test("a line without a command stands for its layer", () => {
	const config = read({ rootfs: { diff_ids: [A, B] }, history: [{}, { created_by: "RUN" }] });

	assert.deepEqual(createdByOf(config, 2), [undefined, "RUN"]);
});

test("the platform is there only where it is told", () => {
	assert.deepEqual(read({ os: "linux", architecture: "arm", variant: "v6", rootfs: {} }).platform, {
		os: "linux",
		architecture: "arm",
		variant: "v6",
	});
	assert.equal(read({ os: "linux", rootfs: {} }).platform, undefined);
});

test("a configuration without a rootfs belongs to no image, and what it is called is said", () => {
	assert.throws(() => read({}, "application/vnd.oci.empty.v1+json"), { code: "config-malformed", message: /vnd\.oci\.empty/ });
});

for (const [name, config] of [
	["a list", []],
	["diff ids that are no digests", { rootfs: { diff_ids: ["sha256:1"] } }],
	["diff ids that are no list", { rootfs: { diff_ids: {} } }],
	["a history that is no list", { rootfs: {}, history: "RUN" }],
	["an operating system that is no text", { rootfs: {}, os: 1, architecture: "amd64" }],
] as const) {
	test(`${name} is malformed`, () => {
		assert.throws(() => read(config), { code: "config-malformed", blob: A });
	});
}

function read(config: unknown, says?: string): ImageConfig {
	const origin = { path: "layout", digest: A, ...(says === undefined ? {} : { says }) };
	return readImageConfig(Buffer.from(JSON.stringify(config)), origin, defaultLimits());
}
