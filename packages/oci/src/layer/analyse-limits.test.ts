import assert from "node:assert/strict";
import { test } from "node:test";
import { type CoverageCode, defaultLimits, type Limits } from "@plimsoll/core";
import type { Layer } from "../image.ts";
import { directory, file, layerOf, tar } from "../testing/index.ts";
import { analyseLayer } from "./analyse-layer.ts";
import type { LayerAnalysis } from "./layer-analysis.ts";

const TAR = tar([directory("etc"), file("etc/first", "1"), file("second", "2".repeat(40_000)), file("last", "3")]);

function analyse(layer: Layer, limits: Partial<Limits> = {}, keeps: (path: string) => boolean = () => true): Promise<LayerAnalysis> {
	return analyseLayer(layer, { limits: { ...defaultLimits(), ...limits }, keeps });
}

function codesOf(analysis: LayerAnalysis): CoverageCode[] {
	return analysis.coverage.map(({ code }) => code);
}

test("limits end a layer, name themselves, and keep what came before", async () => {
	const layer = layerOf({ tar: TAR });
	const cases: readonly (readonly [Partial<Limits>, number])[] = [
		[{ maxEntries: 2 }, 2],
		[{ maxAllPathsBytes: 14 }, 2],
		[{ maxLayerBytes: TAR.length - 600 }, 3],
		[{ maxImageBytes: TAR.length - 600 }, 3],
	];

	for (const [limits, atLeast] of cases) {
		const analysis = await analyse(layer, { ...limits });

		assert.deepEqual(
			analysis.coverage.map(({ code, limit, layer: of }) => [code, limit, of]),
			[["layer-limit", Object.keys(limits)[0], layer.digest]],
		);
		assert.ok(analysis.entries.paths.length >= atLeast);
	}
});

test("a blob larger than a layer may be is not read to its end", async () => {
	let read = 0;
	const layer = layerOf({ tar: TAR, compression: "none" }, { read: () => endless(TAR, (bytes) => (read += bytes)) });

	const analysis = await analyse(layer, { maxLayerBytes: 1_000_000 });

	assert.deepEqual([codesOf(analysis), analysis.coverage[0]?.limit], [["layer-limit"], "maxLayerBytes"]);
	assert.ok(read <= 1_000_000 + TAR.length);
});

test("files and all of them together are kept within limits", async () => {
	const items = [file("a", "x".repeat(100)), file("b", "x".repeat(60)), file("c", "x".repeat(30))];

	const analysis = await analyse(layerOf({ tar: items }), { maxFileBytes: 80, maxKeptBytes: 85 });

	assert.deepEqual([[...analysis.contents.keys()], [...analysis.withheld]], [[1], [0, 2]]);

	const fewer = await analyse(layerOf({ tar: items }), { maxKeptFiles: 2 });

	assert.deepEqual([[...fewer.contents.keys()], [...fewer.withheld]], [[0, 1], [2]]);
});

test("entries that are too deep are left out and said, a flood of them briefly", async () => {
	const deep = Array.from({ length: 300 }, (_, index) => file(`${"d/".repeat(300)}${index}`));

	const analysis = await analyse(layerOf({ tar: [...deep, file("fine")] }));

	assert.deepEqual(analysis.entries.paths, ["/fine"]);
	assert.equal(analysis.coverage.length, 51);
	assert.equal(analysis.coverage[0]?.limit, "maxPathDepth");
	assert.match(analysis.coverage.at(-1)?.message ?? "", /250 more/);
});

test("an aborted signal ends the reading with its reason", async () => {
	const reason = new Error("enough");

	await assert.rejects(
		analyseLayer(layerOf({ tar: TAR }), { limits: defaultLimits(), keeps: () => true, signal: AbortSignal.abort(reason) }),
		reason,
	);
});

test("a defect in a caller's question is thrown, not taken for damage", async () => {
	const defect = new TypeError("a defect");
	const keeps = (): boolean => {
		throw defect;
	};

	await assert.rejects(analyse(layerOf({ tar: TAR }), {}, keeps), defect);
});

async function* endless(bytes: Uint8Array, onRead: (bytes: number) => void): AsyncGenerator<Uint8Array> {
	for (;;) {
		onRead(bytes.length);
		yield bytes;
	}
}
