import assert from "node:assert/strict";
import { test } from "node:test";
import { inventoryOf, testdata } from "./testing/inventory-of.ts";
import { generator, mutated } from "./testing/mutations.ts";

/** Mutations per fixture, unless it says otherwise. */
const RUNS = 1000;

const FIXTURES: readonly (readonly [cataloger: string, fixture: string, path: string, runs?: number])[] = [
	["dpkg", "status", "/var/lib/dpkg/status"],
	["apk", "installed", "/lib/apk/db/installed"],
	["cargo", "Cargo-v1.lock", "/Cargo.lock"],
	["cargo", "Cargo-v4.lock", "/Cargo.lock"],
	["composer", "composer.lock", "/composer.lock", 5000],
	["composer", "installed-v2.json", "/vendor/composer/installed.json", 5000],
	["gem", "Gemfile.lock", "/Gemfile.lock", 10_000],
	["gem", "hull-1.2.0.gemspec", "/specifications/hull-1.2.0.gemspec", 10_000],
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
	["nuget", "Python.Runtime.deps.json", "/Python.Runtime.deps.json", 10_000],
	["nuget", "packages.lock.json", "/packages.lock.json", 5000],
	["nuget", "project.assets.json", "/obj/project.assets.json", 5000],
	["nuget", "packages.config", "/packages.config", 5000],
	["nuget", "App.csproj.xml", "/App.csproj", 5000],
	["nuget", "example.hull.nuspec", "/example.hull/1.2.0/example.hull.nuspec", 5000],
	["pear", "plimtool.reg", "/php/.registry/plimtool.reg", 10_000],
	["python", "requests-2.31.0.METADATA", "/requests.dist-info/METADATA"],
	["python", "requirements.txt", "/requirements.txt"],
	["python", "Pipfile.lock", "/Pipfile.lock"],
	["python", "poetry.lock", "/poetry.lock"],
	["python", "uv.lock", "/uv.lock"],
	["python", "pylock.pip.toml", "/pylock.toml"],
	["python", "pyproject.toml", "/pyproject.toml"],
	["python", "inline-script.py", "/script.py"],
];

for (const [cataloger, fixture, path, runs = RUNS] of FIXTURES) {
	test(`${runs} mutations of ${fixture} neither throw nor make a cataloger give up`, () => {
		const original = testdata(cataloger, fixture);
		const random = generator(0x5eed);

		for (let run = 0; run < runs; run++) {
			const inventory = inventoryOf({ [path]: mutated(original, random) });

			for (const { message } of inventory.coverage) assert.doesNotMatch(message, /gave up/);
			for (const { purl, name, version } of inventory.packages) {
				assert.match(purl, /^pkg:[a-z]+\/[\x21-\x7e]+@[\x21-\x7e]+$/);
				assert.doesNotMatch(`${name}${version}`, /\s/);
			}
		}
	});
}
