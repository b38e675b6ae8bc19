import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inventoryOf, packageNamed } from "../../testing/inventory-of.ts";

/** A real application in one file, of 95 MB; comes along with a tool that the tests of reports use. */
const TOOL = join(import.meta.dirname, "../../../../../node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool");
const skip = existsSync(TOOL) ? false : "no sarif-multitool for this platform";

for (const [what, maxFileBytes] of [
	["held as a whole", 128 * 1024 * 1024],
	["too large to be held", 64 * 1024 * 1024],
] as const) {
	test(`a real application in one file, ${what}, tells of its libraries`, { skip }, () => {
		const inventory = inventoryOf({ "/usr/bin/Sarif.Multitool": readFileSync(TOOL) }, { subject: "image", limits: { maxFileBytes } });

		assert.ok(inventory.packages.length > 60);
		assert.equal(packageNamed(inventory, "Newtonsoft.Json").ecosystem, "NuGet");
		assert.equal(packageNamed(inventory, "Sarif.Multitool").direct, undefined);
		assert.match(packageNamed(inventory, "Microsoft.NETCore.App.Runtime.linux-x64").cpes?.[0] ?? "", /microsoft:\.net:/);
	});
}
