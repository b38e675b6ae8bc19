import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

/** The house: what each package may use (docs/where-to-find-what.md draws it). */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
	core: [],
	oci: ["core"],
	inventory: ["core", "oci"],
	advisories: ["core", "inventory"],
	scan: ["core", "oci", "inventory", "advisories"],
	policy: ["core"],
	report: ["core"],
	cli: ["core", "oci", "inventory", "advisories", "scan", "policy", "report"],
};

const PACKAGES = fileURLToPath(new URL("../packages/", import.meta.url));

test("every package is in the house's plan, and the plan has no other", () => {
	assert.deepEqual(readdirSync(PACKAGES).sort(), Object.keys(MAY_USE).sort());
});

for (const [name, allowed] of Object.entries(MAY_USE)) {
	test(`${name} declares only the packages it may use`, () => {
		const manifest = JSON.parse(readFileSync(`${PACKAGES}${name}/package.json`, "utf8"));

		const declared = Object.keys(manifest.dependencies ?? {}).flatMap((dependency) => ownPackage(dependency));

		assert.deepEqual(
			declared.filter((dependency) => !allowed.includes(dependency)),
			[],
		);
	});

	test(`${name} imports only the packages it may use, and no file of another`, () => {
		const wrong = sources(`${PACKAGES}${name}/src`).flatMap((file) =>
			importsOf(file).filter((path) => !mayImport(path, { name, allowed, file })),
		);

		assert.deepEqual(wrong, []);
	});
}

interface Importer {
	readonly name: string;
	readonly allowed: readonly string[];
	readonly file: string;
}

function mayImport(path: string, { name, allowed, file }: Importer): boolean {
	if (path.startsWith(".")) return new URL(path, `file://${file}`).pathname.startsWith(`${PACKAGES}${name}/`);
	const [own] = ownPackage(path);
	// Tests may build images with the layout writer of oci, whatever they test.
	return own === undefined || allowed.includes(own) || (file.includes(".test.ts") && path.endsWith("/testing"));
}

function ownPackage(path: string): readonly string[] {
	const match = /^@plimsoll\/([^/]+)/.exec(path);
	return match?.[1] === undefined ? [] : [match[1]];
}

function importsOf(file: string): readonly string[] {
	const text = readFileSync(file, "utf8");
	return [...text.matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
}

function sources(folder: string): readonly string[] {
	return readdirSync(folder, { recursive: true, encoding: "utf8" })
		.filter((file) => file.endsWith(".ts"))
		.map((file) => `${folder}/${file}`);
}
