import assert from "node:assert/strict";
import { test } from "node:test";
import { OciError } from "../../errors.ts";
import { generator, mutated } from "../../testing/mutations.ts";
import { parseRegistriesConf } from "./registries-conf.ts";

const CONF = `
unqualified-search-registries = ["docker.io"]

[[registry]]
prefix = "docker.io"
location = "docker.io"

[[registry.mirror]]
location = "mirror.example:5000/hub/"
insecure = true

[[registry.mirror]]
location = "cache.example"
pull-from-mirror = "tag-only"

[[registry]]
location = "old.example"
blocked = true

[[registry]]
prefix = "*.internal.example"
mirror-by-digest-only = true
[[registry.mirror]]
location = "cache.example/internal"
`;

test("registries, their mirrors and what is blocked are read", async () => {
	const { registries } = await parseRegistriesConf(CONF, "registries.conf");

	assert.deepEqual(registries, [
		{
			prefix: "docker.io",
			location: "docker.io",
			insecure: false,
			blocked: false,
			mirrors: [
				{ location: "mirror.example:5000/hub", insecure: true, pulls: "all" },
				{ location: "cache.example", insecure: false, pulls: "tag-only" },
			],
		},
		{ prefix: "old.example", location: "old.example", insecure: false, blocked: true, mirrors: [] },
		{
			prefix: "*.internal.example",
			location: "",
			insecure: false,
			blocked: false,
			mirrors: [{ location: "cache.example/internal", insecure: false, pulls: "digest-only" }],
		},
	]);
});

test("the first version of the format names no mirrors", async () => {
	const { registries } = await parseRegistriesConf("[registries.search]\nregistries = ['docker.io']\n", "registries.conf");

	assert.deepEqual(registries, []);
});

for (const [text, message] of [
	["[[registry", /not TOML/],
	["[[registry]]\nblocked = true", /neither "prefix" nor "location"/],
	["registry = 1", /"registry"/],
	["[[registry]]\nlocation = 5", /"location"/],
	["[[registry]]\nlocation = 'a'\ninsecure = 'yes'", /"insecure"/],
	["[[registry]]\nlocation = 'a'\n[[registry.mirror]]\ninsecure = true", /without "location"/],
	["[[registry]]\nlocation = 'a'\n[[registry.mirror]]\nlocation = 'b'\npull-from-mirror = 'never'", /pull-from-mirror/],
] as const) {
	test(`${JSON.stringify(text)} is refused`, async () => {
		await assert.rejects(parseRegistriesConf(text, "registries.conf"), { code: "settings-malformed", message });
	});
}

test("10,000 mutations are read or refused", async () => {
	const random = generator(0x5eed);
	for (let run = 0; run < 10_000; run++) {
		const text = mutated(Buffer.from(CONF), random).toString();
		await parseRegistriesConf(text, "registries.conf").catch((error: unknown) => assert.ok(error instanceof OciError, String(error)));
	}
	assert.equal(Object.hasOwn(Object.prototype, "location"), false);
});
