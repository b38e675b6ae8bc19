import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import { LayoutFiles, temporaryFolder } from "../testing/layout-files.ts";
import { requireTool } from "../testing/require-tool.ts";
import { openEngineImage } from "./engine-image.ts";

const skip = requireTool("openssl", "version");

/** An engine that wants to see a certificate, and the environment that has one. */
async function secureEngine(t: TestContext): Promise<Readonly<Record<string, string>>> {
	const folder = await temporaryFolder(t);
	const openssl = (...args: readonly string[]): Buffer => execFileSync("openssl", args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
	const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
	openssl("req", "-x509", ...key, "-subj", "/CN=authority", "-keyout", "ca-key.pem", "-out", "ca.pem");
	writeFileSync(join(folder, "names"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
	for (const name of ["server", "client"]) {
		openssl("req", ...key.slice(0, 5), "-subj", `/CN=${name}`, "-keyout", `${name}-key.pem`, "-out", `${name}.csr`);
		const signing = ["-CA", "ca.pem", "-CAkey", "ca-key.pem", "-CAcreateserial", "-days", "2", "-extfile", "names"];
		openssl("x509", "-req", "-in", `${name}.csr`, ...signing, "-out", `${name}.pem`);
	}
	const read = (name: string): Buffer => readFileSync(join(folder, name));
	writeFileSync(join(folder, "cert.pem"), read("client.pem"));
	writeFileSync(join(folder, "key.pem"), read("client-key.pem"));

	const layout = new LayoutFiles();
	layout.layout(layout.image());
	const answers: Readonly<Record<string, string | Buffer>> = {
		"/_ping": "OK",
		"/images/app/json": '{"Id":"x","RepoTags":["app:latest"]}',
		"/images/app%3Alatest/get": layout.tar(),
	};
	const secrets = { key: read("server-key.pem"), cert: read("server.pem"), ca: read("ca.pem") };
	const server = createServer({ ...secrets, requestCert: true, rejectUnauthorized: true }, (request, response) => {
		response.end(answers[request.url ?? ""]);
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	t.after(() => {
		server.closeAllConnections();
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	return { DOCKER_HOST: `tcp://localhost:${port}`, DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: folder };
}

test("an engine behind certificates is spoken to with the user's, and by nobody else", { skip }, async (t) => {
	const environment = await secureEngine(t);
	const request = { target: "docker:app", name: "app", limits: defaultLimits() };

	const image = await openEngineImage("docker", request, environment);
	await image.close();

	assert.deepEqual(image.tags, ["app:latest"]);
	const empty = await temporaryFolder(t);
	for (const other of [{ DOCKER_CERT_PATH: empty }, { DOCKER_TLS_VERIFY: "" }]) {
		await assert.rejects(openEngineImage("docker", request, { ...environment, ...other }), { code: "engine-unreachable" });
	}
});
