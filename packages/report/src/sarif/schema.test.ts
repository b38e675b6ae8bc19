import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { it } from "node:test";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { arbitraryReport } from "../testing/arbitrary-evidence.ts";
import { plainOptions } from "../testing/sample-report.ts";
import { render } from "./render.ts";

/** SARIF's schema of version 2.1.0, as Microsoft's multitool ships it; the multitool itself checks rules beyond it. */
function officialSchema(): ValidateFunction {
	const multitool = createRequire(createRequire(import.meta.url).resolve("@microsoft/sarif-multitool"));
	const folder = dirname(multitool.resolve(`@microsoft/sarif-multitool-${process.platform}`));
	const ajv = new Ajv2020({ strict: false });
	addFormats.default(ajv);
	return ajv.compile(JSON.parse(readFileSync(join(folder, "sarif-2.1.0.json"), "utf8")));
}

it("sarif is valid by the official schema, whatever the report holds", () => {
	const validate = officialSchema();

	fc.assert(
		fc.property(arbitraryReport(), (report) => {
			const log: unknown = JSON.parse(render(report, plainOptions));

			assert.equal(validate(log), true, JSON.stringify(validate.errors));
		}),
		{ numRuns: 60 },
	);
});
