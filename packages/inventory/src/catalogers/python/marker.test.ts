import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { mayHold } from "./marker.ts";

const LINUX = { pythonVersion: [3, 11], isLinux: true } as const;
const UNKNOWN = { pythonVersion: undefined, isLinux: undefined };

const CASES: readonly (readonly [marker: string, onLinux: boolean])[] = [
	["python_version < '3.8'", false],
	["python_version >= '3.8'", true],
	["python_version == '3.11'", true],
	["python_version != '3.11'", false],
	["python_version <= '3.9'", false],
	["python_version > '3.9'", true],
	["python_version < '4'", true],
	["python_version ~= '3.8'", true],
	["(python_version >= '3.8') and (sys_platform == 'win32')", false],
	["sys_platform != 'win32' and os_name == 'posix'", true],
	['platform_system == "Windows"', false],
	["platform_machine == 'arm64'", true],
	["'3.8' > python_version", true],
	["python_version < '3.8' or sys_platform == 'win32'", true],
	["extra == 'test'", false],
	["extra == 'test' or python_version > '3.8'", false],
	["nonsense", true],
	["", true],
];

for (const [marker, onLinux] of CASES) {
	test(`"${marker}" ${onLinux ? "may" : "does not"} hold for Python 3.11 on Linux`, () => {
		const found = mayHold(marker, LINUX);

		assert.equal(found, onLinux);
		assert.equal(mayHold(marker, UNKNOWN), !marker.includes("extra"));
	});
}

test("property: versions of Python are ordered by number", () => {
	const minor = fc.integer({ min: 0, max: 40 });
	fc.assert(
		fc.property(minor, minor, (ours, theirs) => {
			const environment = { pythonVersion: [3, ours], isLinux: true } as const;

			assert.equal(mayHold(`python_version < "3.${theirs}"`, environment), ours < theirs);
			assert.equal(mayHold(`python_version >= "3.${theirs}"`, environment), ours >= theirs);
		}),
	);
});
