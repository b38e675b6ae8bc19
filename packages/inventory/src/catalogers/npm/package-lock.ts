import { parseJson } from "../../formats/json.ts";
import { field, isObject, textField, type Value } from "../../formats/value.ts";
import type { LockVisitor } from "./lock-formats.ts";
import { readPackagesMap } from "./package-lock-packages.ts";

/**
 * Reads `package-lock.json` and `npm-shrinkwrap.json`: the flat `packages` of versions 2 and 3, else the tree of version 1.
 *
 * @see https://docs.npmjs.com/cli/configuring-npm/package-lock-json
 */
export function readPackageLock(bytes: Uint8Array, visitor: LockVisitor): void {
	const { value, problem } = parseJson(bytes, visitor.limits);
	if (problem !== undefined) {
		visitor.problem(problem);
		return;
	}

	const packages = field(value, "packages");
	const dependencies = field(value, "dependencies");
	if (isObject(packages)) readPackagesMap(packages, visitor);
	else if (isObject(dependencies)) readTree(dependencies, visitor);
	else if (!isObject(value) || field(value, "lockfileVersion") === undefined) {
		visitor.problem({ code: "file-malformed", message: "expected `packages` or `dependencies`" });
	}
}

/** Walks with a list of its own, since nesting is foreign. */
function readTree(root: Value, visitor: LockVisitor): void {
	const pending: Value[] = [root];
	for (let level = pending.pop(); level !== undefined; level = pending.pop()) {
		for (const [name, entry] of Object.entries(level)) {
			readTreeEntry(name, entry, visitor);
			const nested = field(entry, "dependencies");
			if (isObject(nested)) pending.push(nested);
		}
	}
}

function readTreeEntry(name: string, entry: unknown, visitor: LockVisitor): void {
	const version = textField(entry, "version");
	const alias = /^npm:(.+)@([^@]+)$/.exec(version ?? "");
	const development = field(entry, "dev") === true;
	if (version === undefined) visitor.locked({ name, version });
	else if (alias !== null) visitor.locked({ name: alias[1], version: alias[2], development });
	else if (version.startsWith("file:")) return;
	else if (/[/:]/.test(version)) visitor.unresolved(`${name} comes from an address that does not say its version`);
	else visitor.locked({ name, version, development });
}
