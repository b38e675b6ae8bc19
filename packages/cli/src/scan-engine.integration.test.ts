import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { requireTool } from "@plimsoll/oci/testing";
import { plimsoll } from "./testing/command-line.ts";
import { type Scene, setScene } from "./testing/vulnerable-image.ts";

interface JsonReport {
	readonly subject: { readonly target: string; readonly tags: readonly string[]; readonly configDigest: string };
	readonly packages: readonly unknown[];
	readonly findings: readonly unknown[];
}

const skip = requireTool("podman") || requireTool("skopeo");
/** Names of one image. */
const NAMES = ["localhost/app:1.0", "registry.example:5000/team/app:2"];
let folder = "";
let socket = "";
let service: ChildProcess | undefined;
let scene: Scene;

before(async () => {
	if (skip !== false) return;
	folder = mkdtempSync(join(tmpdir(), "plimsoll-engine-"));
	socket = join(folder, "engine.sock");
	scene = await setScene(folder);
	const store = `containers-storage:[vfs@${folder}/store+${folder}/run]`;
	for (const name of NAMES) execFileSync("skopeo", ["copy", "-q", `oci:${scene.layout}:latest`, store + name]);
	service = spawn("podman", [...STORE(), "system", "service", "--time", "0", `unix://${socket}`], { stdio: "ignore" });
	for (let turn = 0; turn < 500 && !existsSync(socket); turn++) await delay(20);
});

after(async () => {
	if (service !== undefined) {
		service.kill();
		if (service.exitCode === null && service.signalCode === null) await once(service, "close");
	}
	rmSync(folder, { recursive: true, force: true });
});

/** A store of the test's own, which needs nothing of the kernel. */
const STORE = (): string[] => ["--root", join(folder, "store"), "--runroot", join(folder, "run"), "--storage-driver", "vfs"];

function podman(...args: readonly string[]): string {
	return execFileSync("podman", [...STORE(), ...args], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

async function scan(target: string, environment: Readonly<Record<string, string>> = {}): Promise<JsonReport> {
	const ran = await plimsoll(["scan", target, "--db", scene.database, "--format", "json"], environment);
	assert.deepEqual([ran.status, ran.stderr], [0, ""], target);
	return JSON.parse(ran.stdout) as JsonReport;
}

test("an image of an engine gives the evidence that its saved archive gives, and keeps its names", { skip }, async () => {
	const environment = { DOCKER_HOST: `unix://${socket}`, TMPDIR: mkdtempSync(join(folder, "tmp-")) };
	podman("save", "-q", "-o", join(folder, "app.tar"), "localhost/app:1.0");
	const saved = await scan(join(folder, "app.tar"));

	for (const name of ["localhost/app:1.0", "app:1.0", "registry.example:5000/team/app:2", saved.subject.configDigest.slice(7, 19)]) {
		const report = await scan(`docker:${name}`, environment);

		assert.ok(report.findings.length > 0);
		assert.equal(report.subject.target, `docker:${name}`);
		const { target, tags } = saved.subject;
		assert.deepEqual({ ...report, subject: { ...report.subject, target, tags } }, saved);
		assert.deepEqual(
			report.subject.tags.map((tag) => tag.replace(/sha256:[0-9a-f]{64}$/, "…")),
			["localhost/app:1.0", "localhost/app@…", "registry.example:5000/team/app:2", "registry.example:5000/team/app@…"],
		);
	}
	assert.deepEqual(readdirSync(environment.TMPDIR), []);
});

test("a name with a digest, podman's own variable and podman's usual socket lead to the same image", { skip }, async () => {
	const byTag = await scan("podman:localhost/app:1.0", { CONTAINER_HOST: `unix://${socket}`, DOCKER_HOST: "unix:///no/such" });
	const digest = byTag.subject.tags.find((tag) => tag.startsWith("localhost/app@"));

	const byDigest = await scan(`docker:${digest}`, { DOCKER_HOST: `unix://${socket}` });

	assert.deepEqual(byDigest.packages, byTag.packages);
	assert.deepEqual(byDigest.subject.tags, byTag.subject.tags);
});

for (const format of ["docker-archive", "oci-archive"]) {
	test(`what podman saves as ${format} opens`, { skip }, async () => {
		const file = join(folder, `${format}.tar`);
		podman("save", "-q", "--format", format, "-o", file, "localhost/app:1.0");
		const layout = await scan(`oci:${scene.layout}`);

		const report = await scan(file);

		assert.deepEqual(
			[report.packages.length, report.findings.length, report.subject.tags],
			[layout.packages.length, layout.findings.length, ["localhost/app:1.0"]],
		);
	});
}

test("an image that is not there, and an engine that is not there, are said in one line", { skip }, async () => {
	const missing = await plimsoll(["scan", "docker:app:9"], { DOCKER_HOST: `unix://${socket}` });
	const silent = await plimsoll(["scan", "docker:app:9"], { DOCKER_HOST: `unix://${folder}/none.sock` });

	assert.deepEqual([missing.status, silent.status], [2, 2]);
	assert.match(missing.stderr, /no image named app:9; it has localhost\/app:1\.0, registry\.example:5000\/team\/app:2 \[tag-missing\]\n$/);
	assert.match(silent.stderr, /no container engine answers at unix:.*is it running\?.*\[engine-unreachable\]\n$/);
});
