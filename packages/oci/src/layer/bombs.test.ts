import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { defaultLimits } from "@plimsoll/core";
import { file, header, layerOf } from "../testing/index.ts";
import { analyseLayer } from "./analyse-layer.ts";

const MiB = 1024 * 1024;
const options = { limits: defaultLimits(), keeps: () => true };

/** A tar of one file of zeros that claims ten gigabytes, after one that is fine. */
const HEAD = Buffer.concat([header(file("fine"), 0), header({ path: "zeros", size: 10 * 1024 * MiB - 1 - 2048 * MiB }, 0)]);

for (const [name, compress] of [
	["gzip", gzipSync],
	["zstd", zstdCompressSync],
] as const) {
	test(`a ${name} bomb of ten gigabytes stops at the ratio`, async () => {
		const zeros = compress(Buffer.alloc(64 * MiB));
		const blob = Buffer.concat([compress(HEAD), ...Array.from({ length: 160 }, () => zeros)]);

		const analysis = await analyseLayer(layerOf({ tar: [], blob }), options);

		assert.deepEqual(
			analysis.coverage.map(({ code, limit }) => [code, limit]),
			[["layer-limit", "maxInflateRatio"]],
		);
		assert.deepEqual(analysis.entries.paths, ["/fine"]);
		assert.ok(analysis.tarSize < 1024 * MiB, `${analysis.tarSize} bytes were inflated`);
	});
}

test("two hundred thousand tiny entries are listed", async () => {
	const block = header(file("f"), 0);
	const blob = gzipSync(Buffer.concat(Array.from({ length: 200_000 }, () => block)), { level: 1 });

	const { diffId: _, ...layer } = layerOf({ tar: [], blob });

	const analysis = await analyseLayer(layer, { ...options, limits: { ...options.limits, maxInflateRatio: 2000 } });

	assert.deepEqual(analysis.coverage, []);
	assert.equal(analysis.entries.paths.length, 200_000);
});

test("a small blob that inflates for long hears an aborted signal", async () => {
	const controller = new AbortController();
	const reason = new Error("enough");
	const blob = Buffer.concat([gzipSync(HEAD), ...Array.from({ length: 40 }, () => gzipSync(Buffer.alloc(16 * MiB)))]);
	const keeps = (): boolean => {
		controller.abort(reason);
		return false;
	};

	await assert.rejects(analyseLayer(layerOf({ tar: [], blob }), { ...options, keeps, signal: controller.signal }), reason);
});
