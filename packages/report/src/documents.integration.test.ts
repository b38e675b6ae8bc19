import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DOCUMENT_REPORTS, writeDocuments } from "./testing/documents.ts";

const inCI = process.env["CI"] === "true";
const python = process.env["PLIMSOLL_PYTHON_TOOLS"];
const noPython = python === undefined && !inCI ? "the official Python tools are not set up: CI=true npm test does it" : false;
const noXmllint = spawnSync("xmllint", ["--version"]).status !== 0 && !inCI ? "xmllint is not installed" : false;

const SCRIPT = fileURLToPath(new URL("testing/validate-documents.py", import.meta.url));
const SCHEMAS = join(dirname(createRequire(import.meta.url).resolve("@cyclonedx/cyclonedx-library/package.json")), "res", "schema");

for (const [title, report] of Object.entries(DOCUMENT_REPORTS)) {
	test(`${title}: the official Python tools find nothing wrong with any format`, { skip: noPython }, async (t) => {
		const documents = await writeDocuments(t, report);

		const args = documents.map(({ format, version, file }) => `${format}@${version}@${file}`);
		const { stdout } = await promisify(execFile)(python ?? "python3", [SCRIPT, ...args]);
		const results = stdout
			.split("\n")
			.filter((line) => line.startsWith("{"))
			.map((line) => JSON.parse(line));

		assert.equal(results.length, documents.length);
		for (const { file, errors } of results) assert.deepEqual(errors, [], file);
	});

	test(`${title}: CycloneDX XML is valid by the official schemas`, { skip: noXmllint }, async (t) => {
		const documents = (await writeDocuments(t, report)).filter(({ format }) => format === "cyclonedx-xml");

		for (const { version, file } of documents) {
			const schema = join(SCHEMAS, `bom-${version}.SNAPSHOT.xsd`);
			await promisify(execFile)("xmllint", ["--nonet", "--noout", "--schema", schema, file]);
		}
	});
}
