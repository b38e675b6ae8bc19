import assert from "node:assert/strict";
import { test } from "node:test";
import { inventoryOf, versionsOf } from "../../testing/inventory-of.ts";

test("setup.py: texts that pin a version, and nothing of the program", () => {
	const text = `
REQUIRES = ["a>=1", 'b==2.0;python_version<"3.6"', " c == v3", "d"]
setup(install_requires="""
e==5.0
f
""".split(), extras_require={'x': ['g==7.0']})
if version == 3 or x == "y":
    require('%s==%s' % (name, version))
`;

	const inventory = inventoryOf({ "/setup.py": text });

	assert.deepEqual(versionsOf(inventory), ["b@2.0", "c@v3", "e@5.0", "g@7.0"]);
	assert.deepEqual(inventory.coverage, []);
});

test("setup.cfg: requirements of the project and of its extras", () => {
	const text = `[metadata]
name = me
[options]
packages = a==1.0
install_requires =
    b==2.0  # why
    c>=3
    # d==4.0
python_requires = >=3.8
[options.extras_require]
x = e==5.0
y =
    f==6.0; python_version < "3.9"
[other]
install_requires = g==7.0
`;

	const inventory = inventoryOf({ "/setup.cfg": text });

	assert.deepEqual(versionsOf(inventory), ["b@2.0", "e@5.0", "f@6.0"]);
	assert.deepEqual(inventory.coverage[0]?.message, "/setup.cfg: c is not pinned to a version");
});
