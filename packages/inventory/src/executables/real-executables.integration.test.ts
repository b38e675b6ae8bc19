import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type CoverageEntry, defaultLimits, type Limits } from "@plimsoll/core";
import { readLayers } from "@plimsoll/oci";
import { file, imageOf, layerOf } from "@plimsoll/oci/testing";
import { type Inventory, inventoryExcerpts, inventoryWants, takeInventory } from "../take-inventory.ts";
import { testdata } from "../testing/inventory-of.ts";
import { requireToolchain } from "../testing/require-toolchain.ts";

const folder = mkdtempSync(join(tmpdir(), "plimsoll-executables-"));
after(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string | Uint8Array>>): void {
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	}
}

/** The inventory of an image that holds an executable without a telling name or mode. */
async function inventoryWith(executable: string, changes: Partial<Limits> = {}, path = "opt/thing"): Promise<Inventory> {
	const limits = { ...defaultLimits(), ...changes };
	const options = { subject: "image", limits } as const;
	const unread: CoverageEntry[] = [];
	const image = imageOf([layerOf({ tar: [file(path, readFileSync(join(folder, executable)))] })]);
	const report = (entry: CoverageEntry): void => void unread.push(entry);
	const tree = await readLayers(image, { wants: inventoryWants(), excerpts: inventoryExcerpts(options), limits, report });
	assert.deepEqual(unread, []);
	return takeInventory(tree, options);
}

const TARGETS = ["linux/amd64", "linux/386", "linux/s390x", "windows/amd64", "darwin/arm64"];

describe("executables that Go builds", { skip: requireToolchain("go", "version") }, () => {
	let library = "";

	before(() => {
		library = execFileSync("go", ["env", "GOVERSION"], { encoding: "utf8" }).trim().replace(/^go/, "");
		write({
			"go/go.mod":
				"module example.com/App\n\ngo 1.19\n\nrequire (\n\texample.com/a v1.2.3\n\texample.com/b v1.0.0\n)\n\nreplace example.com/b => example.com/c v1.0.1\n",
			"go/main.go":
				'package main\n\nimport (\n\t"example.com/a"\n\t"example.com/b"\n)\n\nvar version string\n\nfunc main() { println(version, a.A, b.B) }\n',
			"go/vendor/modules.txt":
				"# example.com/a v1.2.3\n## explicit\nexample.com/a\n# example.com/b v1.0.0 => example.com/c v1.0.1\n## explicit\nexample.com/b\n# example.com/b => example.com/c v1.0.1\n",
			"go/vendor/example.com/a/a.go": "package a\n\nconst A = 1\n",
			"go/vendor/example.com/b/b.go": "package b\n\nconst B = 2\n",
		});
	});

	for (const target of TARGETS) {
		it(`tell of their modules: ${target}, stripped`, { timeout: 300_000 }, async () => {
			const [GOOS, GOARCH] = target.split("/");
			const output = join(folder, "built", target);
			const environment = { ...process.env, GOOS, GOARCH, CGO_ENABLED: "0", GOTOOLCHAIN: "local", GOFLAGS: "", GOWORK: "off" };
			const flags = "-s -w -X main.version=v3.2.1";

			execFileSync("go", ["build", "-mod=vendor", "-buildvcs=false", "-ldflags", flags, "-o", output, "."], {
				cwd: join(folder, "go"),
				env: environment,
			});

			const expected = ["example.com/App@3.2.1", "example.com/a@1.2.3", "example.com/c@1.0.1", `stdlib@${library}`];
			const found = ({ packages }: Inventory): string[] => packages.map(({ name, version }) => `${name}@${version}`).sort();
			assert.deepEqual(found(await inventoryWith(`built/${target}`)), expected);
			// Too large to be held: only what follows the mark is kept.
			assert.deepEqual(found(await inventoryWith(`built/${target}`, { maxFileBytes: statSync(output).size - 1 })), expected);
		});
	}

	it("are matched as the release that the linker wrote into them, where build information does not say it", {
		timeout: 300_000,
	}, async () => {
		write({
			"helm/go.mod": "module helm.sh/helm/v3\n\ngo 1.19\n",
			"helm/main.go": "package main\n\nvar version string\n\nfunc main() { println(version) }\n",
		});
		const environment = { ...process.env, CGO_ENABLED: "0", GOTOOLCHAIN: "local", GOFLAGS: "", GOWORK: "off" };

		// With -trimpath the flags of the linker are not in the build information.
		execFileSync(
			"go",
			["build", "-trimpath", "-buildvcs=false", "-ldflags", "-X main.version=v3.15.2", "-o", join(folder, "built/helm"), "."],
			{ cwd: join(folder, "helm"), env: environment },
		);

		const { packages } = await inventoryWith("built/helm", {}, "usr/bin/helm");
		assert.deepEqual(
			packages.map(({ purl, ecosystem, dependsOn }) => [purl, ecosystem, dependsOn]),
			[
				["pkg:golang/helm.sh/helm/v3@v3.15.2", "Go", [`pkg:golang/stdlib@${library}`]],
				[`pkg:golang/stdlib@${library}`, "Go", undefined],
			],
		);
	});
});

describe("executables that Rust builds", { skip: requireToolchain("rustc", "--version") }, () => {
	it("tell of the crates that cargo auditable names in them", { timeout: 300_000 }, async () => {
		const data = testdata("cargo", "dep-v0.bin");
		write({
			"rust/data.bin": data,
			"rust/main.rs": `#[used]\n#[link_section = ".dep-v0"]\nstatic DATA: [u8; ${data.length}] = *include_bytes!("data.bin");\nfn main() {}\n`,
		});

		execFileSync("rustc", ["-C", "strip=symbols", "-o", join(folder, "rust/main"), join(folder, "rust/main.rs")]);

		const { packages } = await inventoryWith("rust/main");
		assert.deepEqual(
			packages.filter(({ type }) => type === "cargo").map(({ purl }) => purl),
			["bitflags@1.3.2", "bitflags@2.13.2", "itoa@1.0.9", "plimsoll-example@0.3.1", "smallvec@1.6.0"].map((crate) => `pkg:cargo/${crate}`),
		);
		const compiler = execFileSync("rustc", ["--version"], { encoding: "utf8" }).split(" ")[1];
		assert.deepEqual(
			packages.filter(({ type }) => type === "generic").map(({ purl }) => purl),
			[`pkg:generic/rust@${compiler}`],
		);
	});
});
