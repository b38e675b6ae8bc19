import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { matchesEcosystem } from "./ecosystem-match.ts";

describe("matchesEcosystem", () => {
	it("wants the same release", () => {
		assert.equal(matchesEcosystem("Debian:12", "Debian:12"), true);
		assert.equal(matchesEcosystem("Debian:12", "Debian:1"), false);
		assert.equal(matchesEcosystem("Ubuntu:22.04", "Ubuntu:22.04:LTS"), false);
	});

	it("lets either side leave the release out", () => {
		assert.equal(matchesEcosystem("Debian", "Debian:12"), true);
		assert.equal(matchesEcosystem("Debian:12", "Debian"), true);
		assert.equal(matchesEcosystem("Debian", "Debianish:12"), false);
	});

	it("tells ecosystems apart by case, as OSV does", () => {
		assert.equal(matchesEcosystem("NPM", "npm"), false);
	});
});
