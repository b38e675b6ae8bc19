import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import { zipOf } from "../testdata/make-zip.ts";
import { recordOf, scratchFolder } from "../testdata/scratch.ts";
import { type BuildOptions, type BuildResult, buildDatabase } from "./build.ts";

const NPM = zipOf([recordOf("GHSA-1", "npm", "a", "1.0.0")]);
const LIST = "npm\nDebian\nDebian:12\nRed Hat\n\n";

/** Builds from a server on loopback that lives as long as the test. */
async function buildFrom(test: TestContext, listener: RequestListener, options: Partial<BuildOptions> = {}): Promise<BuildResult> {
	const server = createServer(listener);
	await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
	test.after(() => server.closeAllConnections());
	test.after(() => void server.close());
	const address = server.address();
	assert.ok(address !== null && typeof address === "object");
	const folder = scratchFolder(test);
	const from = `http://user:pass%20word@127.0.0.1:${address.port}/mirror?key=secret`;
	const output = join(folder, "advisories.db");
	try {
		return await buildDatabase({ from, output, kind: "full", limits: defaultLimits(), ...options });
	} finally {
		assert.deepEqual(
			readdirSync(folder).filter((name) => name.startsWith(".")),
			[],
		);
	}
}

describe("a feed over HTTP", () => {
	it("is listed by ecosystems.txt and read ecosystem by ecosystem", async (test) => {
		const asked: (string | undefined)[] = [];
		const credentials = new Set<string | undefined>();

		const { identity } = await buildFrom(test, (request, response) => {
			asked.push(request.url);
			credentials.add(request.headers.authorization);
			response.end(request.url?.endsWith("ecosystems.txt") ? LIST : NPM);
		});

		assert.deepEqual(asked, ["/mirror/ecosystems.txt", "/mirror/Debian/all.zip", "/mirror/Red%20Hat/all.zip", "/mirror/npm/all.zip"]);
		assert.deepEqual([...credentials], [`Basic ${Buffer.from("user:pass word").toString("base64")}`]);
		assert.equal(identity.advisories, 1);
		assert.match(identity.sources[2]?.from ?? "", /^http:\/\/127\.0\.0\.1:\d+\/mirror\/npm\/all\.zip$/);
	});

	it("without a list is asked for every ecosystem that OSV knows", async (test) => {
		const { identity } = await buildFrom(test, (request, response) => {
			if (request.url === "/mirror/npm/all.zip") response.end(NPM);
			else response.writeHead(404).end("nothing here");
		});

		assert.deepEqual(
			identity.sources.map(({ name }) => name),
			["npm"],
		);
	});

	it("follows redirects", async (test) => {
		const { identity } = await buildFrom(test, (request, response) => {
			if (request.url?.endsWith("ecosystems.txt")) response.end("npm");
			else if (request.url === "/elsewhere") response.end(NPM);
			else response.writeHead(302, { location: "/elsewhere" }).end();
		});

		assert.equal(identity.advisories, 1);
	});

	const failures: readonly (readonly [title: string, listener: RequestListener, code: string, message: RegExp])[] = [
		["is missing", (_, response) => void response.writeHead(404).end(), "feed-empty", /mirror\/ecosystems\.txt/],
		["is forbidden", (_, response) => void response.writeHead(403).end(), "feed-unreachable", /mirror\/ecosystems\.txt: .*403/],
		["lacks what it lists", withList((response) => void response.writeHead(404).end()), "feed-unreachable", /npm\/all\.zip: .*404/],
		["lists nothing", (_, response) => void response.end("\n"), "feed-empty", /mirror\/ecosystems\.txt/],
		[
			"redirects for ever",
			(request, response) => void response.writeHead(302, { location: request.url }).end(),
			"feed-unreachable",
			/redirect/,
		],
		["sends less than it promised", withList((response) => cut(response, true)), "feed-unreachable", /mirror\/npm\/all\.zip/],
		["breaks off", withList((response) => cut(response, false)), "feed-unreachable", /mirror\/npm\/all\.zip/],
		["ends too early, as it says", withList((response) => void response.end(NPM.subarray(0, 50))), "feed-corrupt", /mirror\/npm\/all\.zip/],
		["falls silent", withList((response) => void response.write("PK")), "feed-unreachable", /mirror\/npm\/all\.zip: .*no answer for/],
		["is too large", withList((response) => void response.end(Buffer.alloc(5000))), "feed-limit", /mirror\/npm\/all\.zip: .*maxFeedBytes/],
	];

	for (const [title, listener, code, message] of failures) {
		it(`that ${title} is an error that names the address`, async (test) => {
			const options = { idleTimeout: 200, limits: { ...defaultLimits(), maxFeedBytes: 4000 } };

			const error = await buildFrom(test, listener, options).then(
				() => undefined,
				(thrown: unknown) => thrown,
			);

			assert.ok(error instanceof Error && "code" in error);
			assert.equal(error.code, code);
			assert.match(error.message, message);
			assert.doesNotMatch(error.message, /pass|secret/);
		});
	}
});

type Answer = Parameters<RequestListener>[1];

function withList(answer: (response: Answer) => void): RequestListener {
	return (request, response) => (request.url?.endsWith("ecosystems.txt") ? void response.end("npm") : answer(response));
}

function cut(response: Answer, promised: boolean): void {
	if (promised) response.setHeader("content-length", 100_000);
	response.write(NPM, () => response.destroy());
}
