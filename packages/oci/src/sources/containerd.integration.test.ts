import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { type Digest, defaultLimits } from "@plimsoll/core";
import type { Image } from "../image.ts";
import { openSubject } from "../open-subject.ts";
import { LayoutFiles } from "../testing/layout-files.ts";
import { requireTool } from "../testing/require-tool.ts";
import { file, tar } from "../testing/tar-writer.ts";

const skip =
	requireTool("containerd") || requireTool("ctr") || (process.getuid?.() === 0 ? false : "containerd wants to be started by root");
const NAME = "docker.io/library/app:1.0";
const ARCHITECTURES = ["amd64", "arm64"] as const;

let folder = "";
let daemon: ChildProcess | undefined;
const digests: Partial<Record<string, Digest>> = {};

before(async () => {
	if (skip !== false) return;
	folder = mkdtempSync(join(tmpdir(), "plimsoll-containerd-"));
	writeFileSync(join(folder, "config.toml"), 'version = 2\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\n');
	const places = ["root", "state", "address"].flatMap((name) => [`--${name}`, join(folder, name)]);
	daemon = spawn("containerd", ["--config", join(folder, "config.toml"), ...places], { stdio: "ignore" });
	for (let turn = 0; turn < 500 && !existsSync(join(folder, "address")); turn++) await delay(20);

	writeFileSync(join(folder, "both.tar"), bothPlatforms());
	ctr("import", "--no-unpack", "--all-platforms", join(folder, "both.tar"));
});

after(async () => {
	if (daemon !== undefined) {
		daemon.kill();
		if (daemon.exitCode === null && daemon.signalCode === null) await once(daemon, "close");
	}
	rmSync(folder, { recursive: true, force: true });
});

/** An image for two platforms, as a registry would have it. */
function bothPlatforms(): Buffer {
	const files = new LayoutFiles();
	const images = ARCHITECTURES.map((architecture) => {
		const layers = [tar([file("etc/os-release", `ID=debian\nVARIANT=${architecture}\n`)])];
		const image = files.image({ layers, config: { architecture } }, { platform: { os: "linux", architecture } });
		digests[architecture] = image.digest;
		return image;
	});
	return files.layout(files.index(images, { annotations: { "io.containerd.image.name": NAME } })).tar();
}

function ctr(command: string, ...args: readonly string[]): void {
	execFileSync("ctr", ["--address", join(folder, "address"), "image", command, ...args], { stdio: ["ignore", "ignore", "pipe"] });
}

async function open(t: TestContext, archive: string, architecture?: string): Promise<Image> {
	const platform = architecture === undefined ? {} : { platform: { os: "linux", architecture } };
	const subject = await openSubject(join(folder, archive), { limits: defaultLimits(), ...platform });
	assert.ok(subject.kind === "image");
	t.after(() => subject.close());
	return subject;
}

test("of what containerd exports for all platforms, each can be had", { skip }, async (t) => {
	ctr("export", "--all-platforms", join(folder, "all.tar"), NAME);

	for (const architecture of ARCHITECTURES) {
		const image = await open(t, "all.tar", architecture);

		assert.deepEqual([image.digest, image.platform.architecture, image.tags.at(-1)], [digests[architecture], architecture, NAME]);
		assert.equal((await Array.fromAsync(image.layers[0]?.read() ?? [])).length, 1);
	}
});

for (const architecture of ARCHITECTURES) {
	test(`what containerd exports for ${architecture} alone opens on every machine`, { skip }, async (t) => {
		const other = ARCHITECTURES.find((name) => name !== architecture);
		ctr("export", "--platform", `linux/${architecture}`, join(folder, `${architecture}.tar`), NAME);

		const unasked = await open(t, `${architecture}.tar`);
		const asked = await open(t, `${architecture}.tar`, architecture);

		assert.deepEqual([unasked.digest, asked.digest], [digests[architecture], digests[architecture]]);
		assert.equal((await Array.fromAsync(unasked.layers[0]?.read() ?? [])).length, 1);
		await assert.rejects(open(t, `${architecture}.tar`, other), { code: "platform-missing" });
	});
}
