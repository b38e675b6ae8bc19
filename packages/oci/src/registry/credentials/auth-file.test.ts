import assert from "node:assert/strict";
import { test } from "node:test";
import { OciError } from "../../errors.ts";
import { generator, mutated } from "../../testing/mutations.ts";
import { parseAuthFile } from "./auth-file.ts";

const APP = { registry: "ghcr.io", repository: "org/app" };
const SECRET = "h4rd-to-guess";

function base64(text: string): string {
	return Buffer.from(text).toString("base64");
}

function parse(file: unknown, repository = APP): ReturnType<typeof parseAuthFile> {
	return parseAuthFile(Buffer.from(typeof file === "string" ? file : JSON.stringify(file)), "config.json", repository);
}

function password(username: string): unknown {
	return { kind: "password", username, password: SECRET };
}

function auth(username: string): { readonly auth: string } {
	return { auth: base64(`${username}:${SECRET}`) };
}

test("the most specific key of containers' tools counts", () => {
	const auths = {
		"ghcr.io": auth("host"),
		"ghcr.io/org": auth("org"),
		"ghcr.io/org/app": auth("app"),
		"ghcr.io/org/application": auth("other"),
	};

	assert.deepEqual(parse({ auths }).credentials, password("app"));
	assert.deepEqual(parse({ auths }, { registry: "ghcr.io", repository: "org/b" }).credentials, password("org"));
	assert.deepEqual(parse({ auths }, { registry: "ghcr.io", repository: "organisation/b" }).credentials, password("host"));
	assert.equal(parse({ auths }, { registry: "ghcr.io:443", repository: "org/app" }).credentials, undefined);
});

for (const key of ["https://ghcr.io", "https://ghcr.io/v1/", "https://ghcr.io/v2/", "http://ghcr.io", "ghcr.io/", "ghcr.io/v2/"]) {
	test(`docker's key ${key} is the registry's`, () => {
		assert.deepEqual(parse({ auths: { [key]: auth("me") } }).credentials, password("me"));
	});
}

for (const key of ["https://index.docker.io/v1/", "index.docker.io", "docker.io", "registry-1.docker.io", "docker.io/library"]) {
	test(`${key} is docker's own registry`, () => {
		const debian = { registry: "docker.io", repository: "library/debian" };

		assert.deepEqual(parse({ auths: { [key]: auth("me") } }, debian).credentials, password("me"));
		assert.equal(parse({ auths: { [key]: auth("me") } }).credentials, undefined);
	});
}

test("a password may have colons, and may stand beside its name", () => {
	assert.deepEqual(parse({ auths: { "ghcr.io": { auth: base64("me:a:b:c\0\0") } } }).credentials, {
		kind: "password",
		username: "me",
		password: "a:b:c",
	});
	assert.deepEqual(parse({ auths: { "ghcr.io": { username: "me", password: SECRET } } }).credentials, password("me"));
});

test("tokens are told from passwords", () => {
	assert.deepEqual(parse({ auths: { "ghcr.io": { ...auth("me"), registrytoken: "r" } } }).credentials, { kind: "bearer", token: "r" });
	assert.deepEqual(parse({ auths: { "ghcr.io": { identitytoken: "i" } } }).credentials, { kind: "identity-token", token: "i" });
	assert.deepEqual(parse({ auths: { "ghcr.io": { auth: base64("me:"), identitytoken: "i" } } }).credentials, {
		kind: "identity-token",
		token: "i",
		username: "me",
	});
});

test("a registry's own helper is asked before the store of all", () => {
	const file = { auths: { "ghcr.io": {} }, credsStore: "desktop", credHelpers: { "ghcr.io": "gh", "gcr.io": "gcloud" } };

	assert.deepEqual(parse(file), { helpers: ["gh", "desktop"] });
	assert.deepEqual(parse(file, { registry: "quay.io", repository: "a" }), { helpers: ["desktop"] });
});

for (const file of [
	"",
	"{}",
	'{"auths":{}}',
	'{"auths":null,"credHelpers":null}',
	'{"HttpHeaders":{"X":"y"},"psFormat":"table"}',
	'{"auths":{"ghcr.io":null}}',
]) {
	test(`${JSON.stringify(file)} has nothing for anybody`, () => {
		assert.deepEqual(parse(file), { helpers: [] });
	});
}

const MALFORMED: readonly (readonly [file: string, message: RegExp])[] = [
	["[]", /config\.json/],
	[`{"auths":{"ghcr.io":{"auth":"${SECRET}"}}} trailing ${SECRET}`, /is not JSON/],
	[`{"auths":{"ghcr.io":{"auth":"${base64(SECRET)}"}}}`, /auths\["ghcr\.io"\]\.auth .* base64/],
	[`{"auths":{"ghcr.io":{"auth":"${base64(`:${SECRET}`)}"}}}`, /auths\["ghcr\.io"\]\.auth/],
	[`{"auths":{"ghcr.io":{"auth":["${SECRET}"]}}}`, /auths\.ghcr\.io\.auth/],
	[`{"auths":{"ghcr.io":"${SECRET}"}}`, /auths\.ghcr\.io/],
	[`{"auths":{"ghcr.io":{"identitytoken":{"${SECRET}":1}}}}`, /identitytoken/],
	[`{"auths":"${SECRET}"}`, /auths/],
	[`{"credsStore":["${SECRET}"]}`, /credsStore/],
	[`{"auths":${"[".repeat(1000)}`, /nests deeper/],
];

for (const [file, message] of MALFORMED) {
	test(`${file.slice(0, 50)} is refused without showing what is in it`, () => {
		assert.throws(
			() => parse(file),
			(error: unknown) =>
				error instanceof OciError &&
				(error.code === "settings-malformed" || error.code === "limit-exceeded") &&
				message.test(error.message) &&
				!`${error.stack} ${String(error.cause)}`.includes(SECRET) &&
				!error.message.includes(base64(SECRET)),
		);
	});
}

test("10,000 mutations are read or refused, and no refusal shows a secret", () => {
	const original = Buffer.from(
		JSON.stringify({
			auths: {
				"ghcr.io": auth("me"),
				"https://index.docker.io/v1/": { identitytoken: SECRET },
				"ghcr.io/org": { username: "u", password: SECRET },
			},
			credHelpers: { "ghcr.io": "gh" },
			credsStore: "desktop",
		}),
	);
	const random = generator(0x5eed);
	for (let run = 0; run < 10_000; run++) {
		const bytes = mutated(original, random);
		try {
			parseAuthFile(bytes, "config.json", APP);
		} catch (error) {
			assert.ok(error instanceof OciError, String(error));
			assert.doesNotMatch(error.message, /h4rd-to-guess/);
		}
	}
	assert.equal(Object.hasOwn(Object.prototype, "auth"), false);
});
