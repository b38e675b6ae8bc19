import assert from "node:assert/strict";
import { test } from "node:test";
import { type CoverageEntry, defaultLimits, digestOf, formatPlatform } from "@plimsoll/core";
import { openPlatforms } from "../open-subject.ts";
import { file, tar } from "../testing/index.ts";
import { type JsonDescriptor, LayoutFiles, named, temporaryFolder } from "../testing/layout-files.ts";
import { readLayers } from "../tree/read-layers.ts";
import { SharedLayers } from "../tree/shared-layers.ts";

const COMMON = tar([file("etc/os-release", "ID=debian\n")]);
const AMD64 = { os: "linux", architecture: "amd64" };
const ARM64 = { os: "linux", architecture: "arm64" };
const ATTESTATION = { platform: { os: "unknown", architecture: "unknown" } };
const options = { limits: defaultLimits() };

function imageFor(files: LayoutFiles, platform: { architecture: string }): JsonDescriptor {
	const layers = [COMMON, tar([file("bin/app", platform.architecture)])];
	return files.image({ layers, config: platform }, { platform });
}

/** A layout with one index of two platforms and what accompanies them. */
async function writeIndex(folder: string): Promise<string> {
	const files = new LayoutFiles();
	const images = [imageFor(files, AMD64), imageFor(files, ARM64)];
	const attestation = files.image({ layers: [] }, ATTESTATION);
	files.layout(files.index([...images, attestation], named("app:1")));
	return files.writeFolder(folder);
}

test("an index is opened for every platform, in its order; what accompanies the images is said", async (t) => {
	const layout = await writeIndex(await temporaryFolder(t));

	const subjects = await openPlatforms(`oci:${layout}:app:1`, options);

	const images = subjects.filter((subject) => subject.kind === "image");
	assert.deepEqual(
		images.map(({ platform, tags }) => [formatPlatform(platform), tags]),
		[
			["linux/amd64", ["app:1"]],
			["linux/arm64", ["app:1"]],
		],
	);
	assert.deepEqual(
		images.map(({ coverage = [] }) => coverage.map(({ code }) => code)),
		[["manifest-skipped"], ["manifest-skipped"]],
	);
	await images[0]?.close();
});

test("platforms that a layout lists without an index are one image; an image alone is itself", async (t) => {
	const files = new LayoutFiles();
	const images = [imageFor(files, AMD64), imageFor(files, ARM64)].map((image) => ({ ...image, ...named("app:1") }));
	const several = await files.layout(...images).writeFolder(await temporaryFolder(t));
	const alone = new LayoutFiles();
	const single = await alone.layout(imageFor(alone, AMD64)).writeFolder(await temporaryFolder(t));

	const counts = [await openPlatforms(several, options), await openPlatforms(single, options)].map(({ length }) => length);

	assert.deepEqual(counts, [2, 1]);
});

test("an index of more images than the limit is refused", async (t) => {
	const layout = await writeIndex(await temporaryFolder(t));

	const opening = openPlatforms(layout, { limits: { ...defaultLimits(), maxPlatforms: 1 } });

	await assert.rejects(opening, { code: "limit-exceeded", limit: "maxPlatforms" });
});

test("a layer that several platforms have is read once, and once more only where it was damaged", async (t) => {
	const layout = await writeIndex(await temporaryFolder(t));
	const read = async (damage: boolean): Promise<[reads: number, codes: string[], contents: string[]]> => {
		const subjects = await openPlatforms(layout, options);
		const images = subjects.filter((subject) => subject.kind === "image");
		let reads = 0;
		const counted = images.map((image) => ({
			...image,
			layers: image.layers.map((layer) => ({
				...layer,
				...(damage ? { diffId: digestOf("another") } : {}),
				read: () => {
					if (layer.digest === digestOf(COMMON)) reads++;
					return layer.read();
				},
			})),
		}));
		const shared = new SharedLayers(counted);
		const coverage: CoverageEntry[] = [];
		const contents: string[] = [];
		for (const image of counted) {
			const reading = { wants: () => true, shared, report: (entry: CoverageEntry) => coverage.push(entry), ...options };
			const tree = await readLayers(image, reading);
			contents.push(...tree.kept().map((entry) => Buffer.from(tree.content(entry) ?? []).toString()));
		}
		await images[0]?.close();
		return [reads, coverage.map(({ code }) => code), contents];
	};
	const contents = ["amd64", "ID=debian\n", "arm64", "ID=debian\n"];

	assert.deepEqual(await read(false), [1, [], contents]);
	assert.deepEqual(await read(true), [2, Array.from({ length: 4 }, () => "layer-diff-id-mismatch"), contents]);
});
