import assert from "node:assert/strict";
import { it } from "node:test";
import { soundCpes } from "./sound-cpes.ts";

const SOUND = [
	"cpe:2.3:a:openssl:openssl:3.0.11:*:*:*:*:*:*:*",
	"cpe:2.3:o:linux:linux_kernel:-:*:*:*:*:*:x64:*",
	"cpe:2.3:a:foo\\:bar:big\\$money_2010:*:*:*:*:special:ipod_touch:80gb:*",
	"cpe:2.3:a:acme:clean:1.0:*:*:en-us:*:*:*:*",
];

it("CPEs that are formatted strings stay", () => {
	assert.deepEqual(soundCpes(SOUND), SOUND);
});

it("anything else goes", () => {
	const others = [
		"",
		"cpe:/a:openssl:openssl:3.0.11",
		"cpe:2.3:x:openssl:openssl:3.0.11:*:*:*:*:*:*:*",
		"cpe:2.3:a:openssl:openssl:3.0.11:*:*:*:*:*:*",
		"cpe:2.3:a:open ssl:openssl:3.0.11:*:*:*:*:*:*:*",
		"cpe:2.3:a:acme:clean:1.0:*:*:english:*:*:*:*",
		`cpe:2.3:a:${"?".repeat(100_000)}!:b:1:*:*:*:*:*:*:*`,
	];

	assert.deepEqual(soundCpes(others), []);
});
