import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type CoverageEntry, defaultLimits, type Platform } from "@plimsoll/core";
import type { Image } from "../image.ts";
import { openSubject } from "../open-subject.ts";
import type { RegistrySettings } from "../registry/registry-settings.ts";
import { readLayers } from "../tree/read-layers.ts";
import type { Ending } from "./http-server.ts";
import { settingsFor } from "./impatient.ts";
import { LayoutFiles, named, temporaryFolder } from "./layout-files.ts";
import { directory, file, tar } from "./tar-writer.ts";

const run = promisify(execFile);

/** The platforms of the image that {@link writeImage} writes. */
export const AMD64: Platform = { os: "linux", architecture: "amd64" };
export const ARM64: Platform = { os: "linux", architecture: "arm64" };

/** A layout with an index of two platforms, the first with a large layer. */
export async function writeImage(t: Ending): Promise<string> {
	const files = new LayoutFiles();
	const platforms = [AMD64, ARM64].map((platform) => {
		const layers = [
			tar([directory("etc"), file("etc/os-release", `ID=debian\nVERSION_ID=12\nVARIANT=${platform.architecture}\n`)]),
			tar([file("large", Buffer.alloc(3_000_000, platform.architecture))]),
		];
		return files.image({ layers, config: { ...platform } }, { platform });
	});
	files.layout(files.index(platforms, named("1.0")));
	return await files.writeFolder(await temporaryFolder(t));
}

/** Fills a registry with skopeo, while servers of the test answer. */
export async function push(layout: string, name: string, ...options: readonly string[]): Promise<void> {
	const keep = options.includes("--format") ? [] : ["--preserve-digests"];
	await run("skopeo", ["copy", "-q", "--all", "--dest-tls-verify=false", ...keep, ...options, `oci:${layout}:1.0`, `docker://${name}`]);
}

/** How an image is opened. */
export interface Opened {
	readonly settings?: RegistrySettings;
	readonly platform?: Platform;
}

/** Opens an image, with settings that know nothing of this machine's. */
export async function open(t: Ending, target: string, { settings = {}, platform = AMD64 }: Opened = {}): Promise<Image> {
	const registry = settingsFor(await temporaryFolder(t), settings);
	const image = await openSubject(target, { limits: defaultLimits(), platform, registry });
	assert.ok(image.kind === "image");
	t.after(() => image.close());
	return image;
}

/** All that an image shows. */
export async function look(image: Image): Promise<unknown> {
	const coverage: CoverageEntry[] = [];
	const tree = await readLayers(image, { wants: () => true, limits: defaultLimits(), report: (entry) => coverage.push(entry) });
	const { digest, configDigest, platform } = image;
	const contents = [...tree.entries()].map((entry) => [entry, Buffer.from(tree.content(entry) ?? "").toString("base64")]);
	return { digest, configDigest, platform, layers: tree.layers, contents, coverage };
}
