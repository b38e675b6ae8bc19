import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { defaultLimits, type Limits } from "@plimsoll/core";
import type { Image } from "../image.ts";
import { LayoutFiles, named, temporaryFolder } from "../testing/layout-files.ts";
import { file, tar } from "../testing/tar-writer.ts";
import { connectError } from "./engine-client.ts";
import { openEngineImage } from "./engine-image.ts";

type Answer = (response: ServerResponse) => void;

const ID = `sha256:${"a".repeat(64)}`;
const json =
	(value: unknown, status = 200): Answer =>
	(response) => {
		response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(value));
	};
const bytes =
	(body: Uint8Array): Answer =>
	(response) =>
		void response.end(body);
const ping: Answer = (response) => void response.writeHead(200, { "Api-Version": "1.44" }).end("OK");

const layout = new LayoutFiles();
const manifest = layout.image({ layers: [tar([file("a", "1")])] }, named("1.0"));
layout.layout(manifest);
const EXPORT = bytes(layout.tar());
const INSPECT = { Id: ID, RepoTags: ["app:1.0", "app:latest", "<none>:<none>"], RepoDigests: [`r.example/app@${ID}`] };

interface Asked {
	readonly paths: readonly string[];
	open(name: string, options?: { limits?: Partial<Limits>; signal?: AbortSignal; environment?: Record<string, string> }): Promise<Image>;
}

/** An engine that answers with what a test wants of one. */
async function engine(t: TestContext, answers: Readonly<Record<string, Answer>>): Promise<Asked> {
	const path = join(await temporaryFolder(t), "engine.sock");
	const paths: string[] = [];
	const server = createServer((request: IncomingMessage, response) => {
		paths.push(request.url ?? "");
		(answers[request.url ?? ""] ?? json({ message: `no such thing: ${request.url}` }, 404))(response);
	});
	await new Promise<void>((resolve) => server.listen(path, resolve));
	t.after(() => {
		server.closeAllConnections();
		server.close();
	});
	const open: Asked["open"] = async (name, { limits = {}, signal, environment = {} } = {}) => {
		const request = { target: `docker:${name}`, name, limits: { ...defaultLimits(), ...limits }, signal };
		const image = await openEngineImage("docker", request, { DOCKER_HOST: `unix://${path}`, ...environment });
		t.after(() => image.close());
		return image;
	};
	return { paths, open };
}

const WORKING: Readonly<Record<string, Answer>> = {
	"/_ping": ping,
	"/v1.44/images/app/json": json(INSPECT),
	"/v1.44/images/app%3Alatest/get": EXPORT,
};

test("an image is asked for by the engine's own version and by one name, and keeps all its names", async (t) => {
	const { open, paths } = await engine(t, WORKING);

	const image = await open("app");

	assert.deepEqual(paths, ["/_ping", "/v1.44/images/app/json", "/v1.44/images/app%3Alatest/get"]);
	assert.deepEqual([image.digest, image.target], [manifest.digest, "docker:app"]);
	assert.deepEqual(image.tags, ["1.0", "app:1.0", "app:latest", `r.example/app@${ID}`]);
	assert.equal((await Array.fromAsync(image.layers[0]?.read() ?? [])).length, 1);
});

test("what has no such name is asked for by its id, in a version that the user names, or in none", async (t) => {
	const id = encodeURIComponent(ID);
	const { open, paths } = await engine(t, {
		"/_ping": bytes(Buffer.from("OK")),
		"/v1.30/images/r.example/app%40x/json": json({ Id: ID, RepoTags: null }),
		[`/v1.30/images/${id}/get`]: EXPORT,
		"/images/aaaaaaaaaaaa/json": json({ Id: ID }),
		[`/images/${id}/get`]: EXPORT,
	});

	const named = await open("r.example/app@x", { environment: { DOCKER_API_VERSION: "1.30" } });
	const short = await open("aaaaaaaaaaaa", { environment: { DOCKER_API_VERSION: "" } });

	assert.deepEqual([named.tags, short.tags], [["1.0"], ["1.0"]]);
	assert.equal(paths.at(-1), `/images/${id}/get`);
});

test("of an image that is not there, those of a similar name are told, else all", async (t) => {
	const images = (...names: string[]): Readonly<Record<string, Answer>> => ({
		"/_ping": ping,
		"/v1.44/images/json": json([{ RepoTags: names }, { RepoTags: null }]),
	});
	const similar = await engine(t, images("r.example:5000/team/app-web:1", "db:2", "evil\u001b[2Japp:1"));
	const others = await engine(t, images("db:2", "cache:3"));
	const none = await engine(t, images());

	await assert.rejects(similar.open("app:7"), {
		code: "tag-missing",
		message: /named app:7; it has evil\\x1b\[2Japp:1, r\.example:5000\/team\/app-web:1$/,
	});
	await assert.rejects(others.open("app"), { code: "tag-missing", message: /; it has cache:3, db:2$/ });
	await assert.rejects(none.open("app"), { code: "tag-missing", message: /; it has none with a name$/ });
});

const endless: Answer = (response) => {
	const more = (): void => void (response.write(Buffer.alloc(65536, "[")) ? setImmediate(more) : response.once("drain", more));
	response.on("close", () => response.removeAllListeners("drain"));
	more();
};
const brokenOff: Answer = (response) => {
	response.writeHead(200, { "Content-Length": 1_000_000 }).write(layout.tar().subarray(0, 1000));
	setTimeout(() => response.destroy(), 20);
};

for (const [title, answers, code, says] of [
	["that refuses", { "/_ping": json({ message: "no\u001b[2J" }, 403) }, "engine-failed", /answers with 403: no\\x1b\[2J$/],
	["that fails in a text", { "/_ping": (response) => void response.writeHead(500).end("oh") }, "engine-failed", /with 500: oh$/],
	[
		"that leads elsewhere",
		{ "/_ping": (response) => void response.writeHead(301, { Location: "http://x" }).end() },
		"engine-failed",
		/301/,
	],
	["that speaks something else", { "/_ping": (response) => void response.socket?.end("SSH-2.0\r\n") }, "engine-unreachable", /Parse Error/],
	[
		"whose answer is no JSON",
		{ "/_ping": ping, "/v1.44/images/app/json": bytes(Buffer.from("<html>")) },
		"engine-failed",
		/images\/app\/json/,
	],
	["whose answer is of another kind", { "/_ping": ping, "/v1.44/images/app/json": json([]) }, "engine-failed", /an object is expected/],
	["whose answer has no end", { "/_ping": ping, "/v1.44/images/app/json": endless }, "engine-failed", /more than 8388608 bytes/],
	["whose answer breaks off", { "/_ping": ping, "/v1.44/images/app/json": brokenOff }, "engine-failed", /broke off its answer/],
	["whose export has no end", { ...WORKING, "/v1.44/images/app%3Alatest/get": endless }, "limit-exceeded", /maxSpooledBytes/],
	[
		"whose export breaks off",
		{ ...WORKING, "/v1.44/images/app%3Alatest/get": brokenOff },
		"target-unreadable",
		/app from unix:.* cannot be read: /,
	],
	["whose export is empty", { ...WORKING, "/v1.44/images/app%3Alatest/get": bytes(Buffer.alloc(0)) }, "format-unknown", /no tar archive/],
	[
		"whose export is no image",
		{ ...WORKING, "/v1.44/images/app%3Alatest/get": bytes(tar([file("a", "b")])) },
		"format-unknown",
		/manifest\.json/,
	],
] as readonly (readonly [string, Readonly<Record<string, Answer>>, string, RegExp])[]) {
	test(`an engine ${title} is an error that names it`, async (t) => {
		const { open } = await engine(t, answers);

		await assert.rejects(open("app", { limits: { maxSpooledBytes: 10_000_000 } }), { code, message: says });
	});
}

test("an engine that says nothing is left when the signal says so", async (t) => {
	const controller = new AbortController();
	const stop: Answer = () => controller.abort(new Error("enough"));
	const atOnce = await engine(t, { "/_ping": stop });
	const exporting = await engine(t, {
		...WORKING,
		"/v1.44/images/app%3Alatest/get": (response) => {
			response.write("x");
			setTimeout(() => later.abort(new Error("later")), 20);
		},
	});
	const later = new AbortController();

	await assert.rejects(atOnce.open("app", { signal: controller.signal }), { message: "enough" });
	await assert.rejects(exporting.open("app", { signal: later.signal }), { message: "later" });
});

for (const name of ["../containers/x", "a/../b", "/a", "a/", "a//b", "a b", "a?x=1", "a#b", "a%2e", "-a", "a\nb"]) {
	test(`${JSON.stringify(name)} is no name that an engine is asked for`, async (t) => {
		const { open, paths } = await engine(t, WORKING);

		await assert.rejects(open(name), { code: "target-invalid" });
		assert.deepEqual(paths, []);
	});
}

test("no engine, and one that may not be spoken to, are told apart", async (t) => {
	const folder = await temporaryFolder(t);
	const request = { target: "docker:app", name: "app", limits: defaultLimits() };
	const denied = Object.assign(new Error("connect EACCES /x"), { code: "EACCES" });

	await assert.rejects(openEngineImage("docker", request, { DOCKER_HOST: `unix://${folder}/none.sock` }), {
		code: "engine-unreachable",
		message: /no container engine answers at unix:.*none\.sock: connect ENOENT.*is it running\? DOCKER_HOST/,
	});
	assert.deepEqual(
		[connectError("unix:///x", denied).code, /group docker/.test(connectError("unix:///x", denied).message)],
		["engine-denied", true],
	);
});
