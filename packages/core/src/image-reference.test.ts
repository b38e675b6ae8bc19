import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatImageReference, type ImageReference, parseImageReference, shortenImageReference } from "./image-reference.ts";

const SHA256 = `sha256:${"a".repeat(64)}`;
const SHA512 = `sha512:${"b".repeat(128)}`;

function read(text: string): ImageReference {
	const parsed = parseImageReference(text);
	assert.ok("reference" in parsed, "problem" in parsed ? `${text}: ${parsed.problem}` : "");
	return parsed.reference;
}

const FULL_FORMS: Readonly<Record<string, string>> = {
	debian: "docker.io/library/debian:latest",
	"debian:12": "docker.io/library/debian:12",
	"docker.io/debian": "docker.io/library/debian:latest",
	"index.docker.io/library/debian:12": "docker.io/library/debian:12",
	"org/app": "docker.io/org/app:latest",
	"docker.io/org/app:1": "docker.io/org/app:1",
	"ghcr.io/org/app:1.2": "ghcr.io/org/app:1.2",
	"ghcr.io/app": "ghcr.io/app:latest",
	"localhost/app": "localhost/app:latest",
	"localhost:5000/app": "localhost:5000/app:latest",
	"localhost:5000": "docker.io/library/localhost:5000",
	"Registry/app": "Registry/app:latest",
	"host/app": "docker.io/host/app:latest",
	"127.0.0.1:5000/a/b:c": "127.0.0.1:5000/a/b:c",
	"[::1]:5000/app": "[::1]:5000/app:latest",
	"[2001:db8::1]/app:1": "[2001:db8::1]/app:1",
	[`app@${SHA256}`]: `docker.io/library/app@${SHA256}`,
	[`ghcr.io/app:1@${SHA512}`]: `ghcr.io/app:1@${SHA512}`,
	"xn--7o8h.com/app": "xn--7o8h.com/app:latest",
	"a_b__c-d---e.f:_1": "docker.io/library/a_b__c-d---e.f:_1",
};

for (const [text, full] of Object.entries(FULL_FORMS)) {
	test(`${text.slice(0, 40)} is ${full.slice(0, 60)}`, () => {
		assert.equal(formatImageReference(read(text)), full);
	});
}

test("the longest repository and tag are read", () => {
	const { repository, tag } = read(`ghcr.io/${"a".repeat(255)}:${"1".repeat(128)}`);

	assert.deepEqual([repository.length, tag?.length], [255, 128]);
});

const REFUSED: Readonly<Record<string, RegExp>> = {
	"": /its repository/,
	":1": /its repository/,
	"app:": /its tag/,
	"app:-1": /its tag/,
	[`app:${"1".repeat(129)}`]: /128 characters/,
	"app@sha256:abc": /digest/,
	[`app@md5:${"a".repeat(32)}`]: /digest/,
	[`app@${SHA256}@${SHA256}`]: /digest/,
	App: /lower case/,
	"ghcr.io/App": /lower case/,
	"org//app": /its repository/,
	"/app": /its repository/,
	"app/": /its repository/,
	a___b: /its repository/,
	"a..b": /its repository/,
	"-app": /its repository/,
	"ghcr.io/../app": /its repository/,
	"ghcr.io/a b": /its repository/,
	"ghcr.io/app?x=1": /its repository/,
	"user:secret@ghcr.io/app": /digest/,
	"https://ghcr.io/app": /its registry/,
	"-host.io/app": /its registry/,
	"host..io/app": /its registry/,
	"host.io:/app": /port/,
	"host.io:99999/app": /port/,
	"host.io:0/app": /port/,
	"[::1/app": /its registry|port/,
	"[::\n1]:5000/app": /its registry/,
	"[:::]:5000/app": /its registry/,
	"[fe80::1%25eth0]/app": /its registry/,
	["a".repeat(64)]: /64 hex/,
	[`ghcr.io/${"a".repeat(256)}`]: /255 characters/,
	[`${"a.".repeat(200)}io/app`]: /261 characters/,
};

for (const [text, problem] of Object.entries(REFUSED)) {
	test(`${JSON.stringify(text.slice(0, 40))} is no reference`, () => {
		const parsed = parseImageReference(text);

		assert.ok("problem" in parsed);
		assert.match(parsed.problem, problem);
	});
}

test("short forms leave out what is filled in, and never mean something else", () => {
	const short = (text: string) => shortenImageReference(read(text));

	assert.deepEqual(["docker.io/library/debian:latest", "debian:12", "ghcr.io/app:latest", "docker.io/org/app:1"].map(short), [
		"debian",
		"debian:12",
		"ghcr.io/app",
		"org/app:1",
	]);
	assert.equal(short("docker.io/library/a.b/c:1"), "docker.io/library/a.b/c:1");
	assert.equal(short("docker.io/localhost/c:1"), "docker.io/localhost/c:1");
});

const part = fc.stringMatching(/^[a-z0-9]{1,8}(?:[._-][a-z0-9]{1,8}){0,2}$/);
const references = fc.record({
	registry: fc.oneof(fc.constantFrom("docker.io", "localhost:5000", "[::1]:5000", "ghcr.io"), fc.domain()),
	path: fc.array(part, { minLength: 1, maxLength: 4 }),
	suffix: fc.oneof(
		fc.record({ tag: fc.stringMatching(/^\w[\w.-]{0,20}$/) }),
		fc.record({ digest: fc.constantFrom(SHA256, SHA512) }),
		fc.record({ tag: fc.constant("latest"), digest: fc.constant(SHA256) }),
	),
});

test("full and short forms are read as what was written", () => {
	fc.assert(
		fc.property(references, ({ registry, path, suffix }) => {
			const repository = registry === "docker.io" && path.length === 1 ? `library/${path[0]}` : path.join("/");
			const reference = { registry, repository, ...suffix } as ImageReference;

			assert.deepEqual(read(formatImageReference(reference)), reference);
			assert.deepEqual(read(shortenImageReference(reference)), reference);
		}),
	);
});

test("any text is read or refused, and what is read has a full form that means the same", () => {
	const token = fc.constantFrom("a", "B", "0", ".", ":", "/", "@", "-", "_", "[", "]", "localhost", "docker.io", SHA256, " ", "\0", "é");
	fc.assert(
		fc.property(fc.array(token, { maxLength: 12 }), (tokens) => {
			const parsed = parseImageReference(tokens.join(""));

			if ("reference" in parsed) assert.deepEqual(read(formatImageReference(parsed.reference)), parsed.reference);
			else assert.notEqual(parsed.problem, "");
		}),
		{ numRuns: 10_000, seed: 1 },
	);
});
