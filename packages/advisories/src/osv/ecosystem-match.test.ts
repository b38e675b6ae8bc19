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

	it("lets every repository of a Red Hat product speak for its version", () => {
		assert.equal(matchesEcosystem("Red Hat:enterprise_linux:9::appstream", "Red Hat:enterprise_linux:9"), true);
		assert.equal(matchesEcosystem("Red Hat:enterprise_linux:9::baseos", "Red Hat:enterprise_linux:9::appstream"), true);
		assert.equal(matchesEcosystem("Red Hat:enterprise_linux:8::baseos", "Red Hat:enterprise_linux:9"), false);
		assert.equal(matchesEcosystem("Red Hat:rhel_eus:9.2::baseos", "Red Hat:enterprise_linux:9"), false);
	});

	it("lets every product of a SUSE service pack speak for its server", () => {
		const server = "SUSE:Linux Enterprise Server 15 SP5";

		assert.equal(matchesEcosystem("SUSE:Linux Enterprise Server 15 SP5-LTSS", server), true);
		assert.equal(matchesEcosystem("SUSE:Linux Enterprise Module for Basesystem 15 SP5", server), true);
		assert.equal(matchesEcosystem("SUSE:Linux Enterprise Server for SAP Applications 15 SP5", server), true);
		assert.equal(matchesEcosystem("SUSE:Linux Enterprise Server 15 SP4-LTSS", server), false);
		assert.equal(matchesEcosystem("SUSE:Linux Enterprise Server 15", server), false);
		assert.equal(matchesEcosystem("SUSE:Linux Enterprise Micro 5.5", server), false);
	});
});
