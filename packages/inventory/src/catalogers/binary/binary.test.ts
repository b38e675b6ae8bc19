import assert from "node:assert/strict";
import { test } from "node:test";
import { defaultLimits } from "@plimsoll/core";
import { generator, mutated } from "@plimsoll/oci/testing";
import { BufferPool } from "../../excerpts/buffer-pool.ts";
import { codesOf, inventoryOf, packageNamed, testdata } from "../../testing/inventory-of.ts";
import { writeElf } from "../../testing/write-executable.ts";
import { classify } from "./classify.ts";

const NGINX = writeElf({ sections: [{ name: ".rodata", bytes: Buffer.from("\0nginx version: nginx/1.25.1\n\0") }] });
const image = { subject: "image" } as const;

/** A program made with Go: its build information and a version that the linker wrote. */
function goProgram(main: string, linked = ""): Buffer {
	const modules = Buffer.concat([Buffer.alloc(16, 1), Buffer.from(`path\tx\n${main}\ndep\texample.com/a\tv1.0.0\n`), Buffer.alloc(16, 1)]);
	const header = Buffer.alloc(32);
	header.write("\xff Go buildinf:\x08\x02", "latin1");
	const info = Buffer.concat([
		header,
		Buffer.from([8]),
		Buffer.from("go1.22.5"),
		Buffer.from([(modules.length & 0x7f) | 0x80, modules.length >> 7]),
		modules,
	]);
	return writeElf({
		sections: [
			{ name: ".go.buildinfo", bytes: info, isWritable: true },
			{ name: ".data", bytes: Buffer.from(`\0${linked}\0`) },
		],
	});
}

test("a program is a package with CPE names, of no ecosystem, and that is said", () => {
	const inventory = inventoryOf({ "/usr/local/sbin/nginx": { content: NGINX, mode: 0o755 } });

	assert.deepEqual(inventory.packages, [
		{
			purl: "pkg:generic/nginx@1.25.1",
			type: "generic",
			name: "nginx",
			version: "1.25.1",
			licenses: [],
			locations: [{ path: "/usr/local/sbin/nginx" }],
			cpes: ["cpe:2.3:a:f5:nginx:1.25.1:*:*:*:*:*:*:*", "cpe:2.3:a:nginx:nginx:1.25.1:*:*:*:*:*:*:*"],
		},
	]);
	assert.deepEqual(codesOf(inventory), ["advisories-missing"]);
	assert.match(inventory.coverage[0]?.message ?? "", /^1 program that no package manager knows \(nginx 1\.25\.1\)/);
});

test("one that a package of the operating system owns is that package", () => {
	const files = {
		"/etc/os-release": "ID=alpine\nVERSION_ID=3.19.1\n",
		"/lib/apk/db/installed": "P:nginx\nV:1.25.1-r0\nF:usr/sbin\nR:nginx\n",
		"/usr/sbin/nginx": NGINX,
		"/sbin/nginx": { link: "../usr/sbin/nginx" },
	};

	const inventory = inventoryOf(files, image);

	assert.deepEqual(
		inventory.packages.map(({ type, name }) => [type, name]),
		[["apk", "nginx"]],
	);
	assert.deepEqual(codesOf(inventory), []);
});

test("namespaces, versions with plus signs, and other types are written as their specifications demand", () => {
	const java = "openjdk\0java\x000.0\x0017.0.9+9\0";

	const inventory = inventoryOf({ "/opt/jdk/bin/java": java, "/opt/fluent-bit": "\x003.0.2\0Fluent Bit v%s" }, image);

	assert.deepEqual(
		inventory.packages.map(({ purl, cpes }) => [purl, cpes?.[0]]),
		[
			["pkg:generic/oracle/openjdk@17.0.9%2B9", "cpe:2.3:a:oracle:openjdk:17.0.9\\+9:*:*:*:*:*:*:*"],
			["pkg:github/fluent/fluent-bit@3.0.2", "cpe:2.3:a:treasuredata:fluent_bit:3.0.2:*:*:*:*:*:*:*"],
		],
	);
});

test("a version that stands alone is said to be a guess", () => {
	const inventory = inventoryOf({ "/opt/mongod": "\x007.0.28\0heap_size\0" }, image);

	assert.ok(codesOf(inventory).includes("identity-guessed"));
});

test("it is not where the program says its version itself", () => {
	const guesses = (main: string): number =>
		codesOf(inventoryOf({ "/usr/bin/helm": goProgram(main, "v3.15.2") }, image)).filter((code) => code === "identity-guessed").length;

	assert.deepEqual(
		[guesses("mod\thelm.sh/helm/v3\tv3.15.1"), guesses("mod\thelm.sh/helm/v3\t(devel)"), guesses("mod\texample.com/x\tv1.0.0")],
		[0, 1, 0],
	);
});

test("ten thousand files of one name are one package", () => {
	const files = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`/opt/${index}/node`, "\0node.js/v20.1.0\0"]));

	const { packages } = inventoryOf(files, image);

	assert.equal(packages.length, 1);
	assert.equal(packages[0]?.locations.length, 10_000);
});

test("files that only their path tells", () => {
	const at = (path: string): number => inventoryOf({ [path]: "$wp_version = '6.4.1';" }, image).packages.length;

	assert.deepEqual([at("/srv/wp-includes/version.php"), at("/srv/includes/version.php"), at("/wp-includes/version.php.bak")], [1, 0, 0]);
});

test("the program of a module that says its version is that module, with CPE names", () => {
	const inventory = inventoryOf({ "/usr/bin/helm": goProgram("mod\thelm.sh/helm/v3\tv3.15.2", "v3.15.2") }, image);

	const helm = packageNamed(inventory, "helm.sh/helm/v3");
	assert.deepEqual([helm.purl, helm.ecosystem, helm.cpes?.length], ["pkg:golang/helm.sh/helm/v3@v3.15.2", "Go", 1]);
	assert.equal(inventory.packages.length, 3);
});

test("the program of a module that does not say its version gets it from its bytes, and keeps its relations", () => {
	const inventory = inventoryOf({ "/usr/bin/helm": goProgram("mod\thelm.sh/helm/v3\t(devel)", "v3.15.2") }, image);

	assert.deepEqual(
		inventory.packages.map(({ purl }) => purl),
		["pkg:golang/example.com/a@v1.0.0", "pkg:golang/helm.sh/helm/v3@v3.15.2", "pkg:golang/stdlib@1.22.5"],
	);
	assert.deepEqual(packageNamed(inventory, "helm.sh/helm/v3").dependsOn, ["pkg:golang/example.com/a@v1.0.0", "pkg:golang/stdlib@1.22.5"]);
});

test("a program that is only called like another stays what it says it is", () => {
	const inventory = inventoryOf({ "/usr/bin/helm": goProgram("mod\texample.com/helm\tv1.0.0", "v3.15.2") }, image);

	assert.deepEqual(
		inventory.packages.map(({ name }) => name).filter((name) => name.includes("helm")),
		["example.com/helm"],
	);
});

const STRETCHES: readonly { readonly path: string; readonly bytes: string }[] = JSON.parse(testdata("binary", "stretches.json").toString());
const RUNS = 110;

test(`${RUNS} mutations of each stretch neither throw nor name what is no version`, () => {
	const random = generator(0x5eed);
	const pool = new BufferPool();
	for (const { path, bytes } of STRETCHES) {
		const original = Buffer.from(bytes, "base64");
		for (let run = 0; run < RUNS; run++) {
			const damaged = mutated(original, random);
			const reader = classify({ file: { path, size: damaged.length, mode: 0o755 }, pool, subject: "image", limits: defaultLimits() });

			reader?.push(damaged);
			const kept = reader?.end();

			if (kept !== undefined) assert.match(JSON.parse(Buffer.from(kept).toString()).version, /^\d[0-9A-Za-z.+~_-]*$/);
		}
	}
});
