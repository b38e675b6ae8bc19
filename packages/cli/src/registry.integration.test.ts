import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { passwordFile, requireTool, startDockerRegistry } from "@plimsoll/oci/testing";
import { plimsoll, temporaryFolder } from "./testing/command-line.ts";
import { setScene } from "./testing/vulnerable-image.ts";

const skip = requireTool("docker-registry") || requireTool("skopeo");

test("an image scanned from a registry gives the evidence of its layout", { skip }, async (t) => {
	const folder = temporaryFolder(t);
	const { layout, database } = await setScene(folder);
	const host = await startDockerRegistry(t, { auth: await passwordFile(t) });
	const name = `${host}/org/app:1.0`;
	execFileSync("skopeo", [
		"copy",
		"-q",
		"--dest-tls-verify=false",
		"--dest-creds",
		"me:p4ssword",
		`oci:${layout}:latest`,
		`docker://${name}`,
	]);
	const environment = { HOME: folder, XDG_RUNTIME_DIR: folder, REGISTRY_AUTH_FILE: "", DOCKER_CONFIG: "" };
	const scan = (target: string, args: readonly string[] = [], input = "") =>
		plimsoll(["scan", target, "--db", database, "--format", "json", "--fail-on", "high", ...args], environment, input);

	const remote = await scan(name, ["--username", "me", "--password-stdin"], "p4ssword\n");
	const local = await scan(layout);
	const anybody = await scan(name);
	const wrong = await scan(name, ["--username", "me", "--password-stdin"], "wr0ng");

	assert.deepEqual([remote.status, local.status], [1, 1], remote.stderr);
	assert.deepEqual(withoutNames(remote.stdout), withoutNames(local.stdout));
	assert.equal(anybody.status, 2);
	assert.match(anybody.stderr, /docker login 127\.0\.0\.1:\d+.*\[registry-unauthorised\]/);
	assert.match(wrong.stderr, /credentials of the command line.*\[registry-unauthorised\]/);
	assert.doesNotMatch(`${wrong.stdout}${wrong.stderr}`, /wr0ng/);
});

test("a password needs a name, and a name a password", async () => {
	for (const [args, message] of [
		[["--password-stdin"], /--password-stdin needs --username/],
		[["--username", "me"], /needs a password/],
		[["--username", "me", "--password-stdin"], /no password on standard input/],
		[["--registry-mirror", "a b"], /HOST/],
	] as const) {
		const ran = await plimsoll(["scan", "localhost:1/app", ...args]);

		assert.equal(ran.status, 2);
		assert.match(ran.stderr, message);
		assert.match(ran.stderr, /\[usage\]/);
	}
});

/** A report without how the image is called, which differs. */
function withoutNames(report: string): unknown {
	const { subject, ...rest } = JSON.parse(report) as { readonly subject: Readonly<Record<string, unknown>> };
	const { target: _, tags: __, ...content } = subject;
	return { ...rest, subject: content };
}
