import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { it } from "node:test";
import { promisify } from "node:util";
import { plainOptions, sampleEvidence, sampleFinding, samplePackage, sampleReport } from "../testing/sample-report.ts";
import { render } from "./render.ts";

/** The folder of Microsoft's validator for this platform. */
function multitoolFolder(): string | undefined {
	try {
		const fromHere = createRequire(import.meta.url);
		return dirname(createRequire(fromHere.resolve("@microsoft/sarif-multitool")).resolve(`@microsoft/sarif-multitool-${process.platform}`));
	} catch {
		return undefined;
	}
}

interface Violation {
	readonly ruleId: string;
}

/** What the multitool calls an error or a warning, by its own rules and those for GitHub. */
async function validate(folder: string, text: string): Promise<readonly Violation[]> {
	const multitool: string = createRequire(import.meta.url)(folder);
	const work = await mkdtemp(join(tmpdir(), "plimsoll-sarif-"));
	try {
		const [input, output] = [join(work, "report.sarif"), join(work, "validation.sarif")];
		await writeFile(input, text);
		await chmod(multitool, 0o755); // npm does not mark it as executable
		// It asks for the addresses in a report unless something refuses: a test needs no network.
		const nowhere = "http://127.0.0.1:9";
		const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1", HTTPS_PROXY: nowhere, HTTP_PROXY: nowhere };
		const options = ["--rule-kind", "Sarif;Gh", "--level", "Error;Warning", "--log", "ForceOverwrite"];
		await promisify(execFile)(multitool, ["validate", input, "--output", output, ...options], { env });
		return JSON.parse(await readFile(output, "utf8")).runs[0].results;
	} finally {
		await rm(work, { recursive: true, force: true });
	}
}

const folder = multitoolFolder();
const skip = folder === undefined && process.env["CI"] !== "true" ? "sarif-multitool is missing: npm install brings it" : false;

const hostile = samplePackage({ name: "[x](javascript:alert(1)) {0} <b>\u001b[31m\u202e", version: "1|2`3" });
const reports = {
	"a usual report": sampleReport(),
	"a report without findings": sampleReport(sampleEvidence({ findings: [] })),
	"a report with lost content and hostile names": sampleReport(
		sampleEvidence({
			packages: [hostile],
			findings: [sampleFinding(hostile, "CVE-2024-0001\n", "unknown", { summary: "[a](b) {1}" })],
			coverage: [{ code: "file-malformed", message: "bad \u0000 {0} [x](y)", path: "/a b/ü?#%/../c" }],
		}),
	),
};

for (const [name, report] of Object.entries(reports)) {
	it(`the multitool finds nothing wrong with ${name}`, { skip }, async () => {
		assert.ok(folder, "sarif-multitool is missing");

		const violations = await validate(folder, render(report, plainOptions));

		assert.deepEqual(violations, []);
	});
}

it("the multitool would say what is wrong", { skip }, async () => {
	assert.ok(folder, "sarif-multitool is missing");
	const broken = render(sampleReport(), plainOptions).replace('"ruleIndex": 1', '"ruleIndex": 77');

	const violations = await validate(folder, broken);

	assert.deepEqual(
		violations.map(({ ruleId }) => ruleId),
		["SARIF1009"],
	);
});
