import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, inventoryOf, versionsOf } from "../../testing/inventory-of.ts";

test("a script says what it needs in a comment; with a lock beside it the lock does", () => {
	const script = `#!/usr/bin/env -S uv run
${"# a licence\n".repeat(20)}# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "requests==2.31.0",
#
#   "rich", # why
# ]
# ///
import requests
dependencies = ["other==1.0"]
`;
	const lock = '[manifest]\nrequirements = [{name = "requests"}]\n[[package]]\nname = "requests"\nversion = "2.32.0"\n';

	const alone = inventoryOf({ "/tool.py": script });
	const locked = inventoryOf({ "/tool.py": script, "/tool.py.lock": lock });

	assert.deepEqual(versionsOf(alone), ["requests@2.31.0"]);
	assert.deepEqual(
		alone.coverage.map(({ message }) => message),
		["/tool.py: rich is not pinned to a version"],
	);
	assert.deepEqual([versionsOf(locked), locked.packages[0]?.direct, locked.coverage], [["requests@2.32.0"], true, []]);
});

for (const [title, path, text, codes] of [
	["never ends", "/a.py", '# /// script\n# dependencies = ["a==1"]\n', []],
	["begins too late", "/a.py", `${"#\n".repeat(3000)}# /// script\n# dependencies = ["a==1"]\n# ///\n`, []],
	["is of Python's own library", "/usr/lib/python3/a.py", '# /// script\n# dependencies = ["a==1"]\n# ///\n', []],
	["is no TOML", "/a.py", "# /// script\n# dependencies = [\n# ///\n", ["file-malformed"]],
] as const) {
	test(`a script's comment that ${title} names nothing`, () => {
		const inventory = inventoryOf({ [path]: text });

		assert.deepEqual([versionsOf(inventory), codesOf(inventory)], [[], codes]);
	});
}
