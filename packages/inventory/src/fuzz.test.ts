import assert from "node:assert/strict";
import { test } from "node:test";
import { generator, mutated } from "@plimsoll/oci/testing";
import { inventoryOf, testdata } from "./testing/inventory-of.ts";

/** Mutations per fixture: CI takes its time. */
const RUNS = process.env["CI"] === "true" ? 10_000 : 1000;

const FIXTURES: readonly (readonly [cataloger: string, fixture: string, path: string])[] = [
	["dpkg", "status", "/var/lib/dpkg/status"],
	["apk", "installed", "/lib/apk/db/installed"],
	["cargo", "Cargo-v1.lock", "/Cargo.lock"],
	["cargo", "Cargo-v4.lock", "/Cargo.lock"],
	["composer", "composer.lock", "/composer.lock"],
	["composer", "installed-v2.json", "/vendor/composer/installed.json"],
	["gem", "Gemfile.lock", "/Gemfile.lock"],
	["gem", "hull-1.2.0.gemspec", "/specifications/hull-1.2.0.gemspec"],
	["go", "go.mod.txt", "/go.mod"],
	["java", "netty-common-4.1.104.Final.jar", "/netty-common-4.1.104.Final.jar"],
	["java", "spring-core-6.1.2.jar", "/spring-core-6.1.2.jar"],
	["java", "guava.pom.xml", "/pom.xml"],
	["java", "guava-parent.pom.xml", "/pom.xml"],
	["conda", "requests-2.31.0-pyhd8ed1ab_0.json", "/conda-meta/requests.json"],
	["npm", "package-lock-v1.json", "/package-lock.json"],
	["npm", "package-lock-v3.json", "/package-lock.json"],
	["npm", "yarn-classic.lock", "/yarn.lock"],
	["npm", "yarn-berry.lock", "/yarn.lock"],
	["npm", "pnpm-lock-5.yaml", "/pnpm-lock.yaml"],
	["npm", "pnpm-lock-6.yaml", "/pnpm-lock.yaml"],
	["npm", "pnpm-lock-9.yaml", "/pnpm-lock.yaml"],
	["npm", "bun.lock", "/bun.lock"],
	["npm", "bun-2.lockb", "/bun.lockb"],
	["npm", "deno-5.lock", "/deno.lock"],
	["npm", "pnp-4.cjs", "/.pnp.cjs"],
	["npm", "minimist.package.json", "/node_modules/minimist/package.json"],
	["nuget", "Python.Runtime.deps.json", "/Python.Runtime.deps.json"],
	["nuget", "packages.lock.json", "/packages.lock.json"],
	["nuget", "project.assets.json", "/obj/project.assets.json"],
	["nuget", "packages.config", "/packages.config"],
	["nuget", "App.csproj.xml", "/App.csproj"],
	["nuget", "example.hull.nuspec", "/example.hull/1.2.0/example.hull.nuspec"],
	["pear", "plimtool.reg", "/php/.registry/plimtool.reg"],
	["python", "requests-2.31.0.METADATA", "/requests.dist-info/METADATA"],
	["python", "requirements.txt", "/requirements.txt"],
	["python", "Pipfile.lock", "/Pipfile.lock"],
	["python", "poetry.lock", "/poetry.lock"],
	["python", "uv.lock", "/uv.lock"],
	["python", "pylock.pip.toml", "/pylock.toml"],
	["python", "pyproject.toml", "/pyproject.toml"],
	["python", "inline-script.py", "/script.py"],
];

for (const [cataloger, fixture, path] of FIXTURES) {
	test(`${RUNS} mutations of ${fixture} neither throw nor make a cataloger give up`, () => {
		const original = testdata(cataloger, fixture);
		const random = generator(0x5eed);

		for (let run = 0; run < RUNS; run++) {
			const inventory = inventoryOf({ [path]: mutated(original, random) });

			for (const { message } of inventory.coverage) assert.doesNotMatch(message, /gave up/);
			for (const { purl, name, version } of inventory.packages) {
				assert.match(purl, /^pkg:[a-z]+\/[\x21-\x7e]+@[\x21-\x7e]+$/);
				assert.doesNotMatch(`${name}${version}`, /\s/);
			}
		}
	});
}
