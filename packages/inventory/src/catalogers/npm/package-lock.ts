import { parseLockJson } from "../../formats/lock-json.ts";
import { field, isObject } from "../../formats/value.ts";
import type { LockVisitor } from "./lock-visitor.ts";
import { readPackagesMap } from "./package-lock-packages.ts";
import { readDependencyTree } from "./package-lock-tree.ts";

/**
 * Reads `package-lock.json` and `npm-shrinkwrap.json`: the flat `packages` of versions 2 and 3, else the tree of version 1.
 *
 * @see https://docs.npmjs.com/cli/configuring-npm/package-lock-json
 */
export function readPackageLock(bytes: Uint8Array, visitor: LockVisitor): void {
	const lock = parseLockJson(bytes, visitor.limits, visitor.problem);
	if (lock === undefined) return;

	const packages = field(lock, "packages");
	const dependencies = field(lock, "dependencies");
	if (isObject(packages)) readPackagesMap(packages, visitor);
	else if (isObject(dependencies)) readDependencyTree(dependencies, visitor);
	else if (field(lock, "lockfileVersion") === undefined) {
		visitor.problem({ code: "file-malformed", message: "expected `packages` or `dependencies`" });
	}
}
