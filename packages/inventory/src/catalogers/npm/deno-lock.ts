import { parseLockJson } from "../../formats/lock-json.ts";
import { field, isObject, listOf, objectOf, textField, type Value } from "../../formats/value.ts";
import { DenoPackages } from "./deno-packages.ts";
import { hashesOf } from "./integrity.ts";
import type { LockVisitor } from "./lock-visitor.ts";

/**
 * Reads `deno.lock` of versions 2 to 5: packages of npm and of JSR. Modules that are fetched from addresses are no packages;
 * they are counted. What JSR's integrity is of is no archive, so that no hash is given for its packages.
 *
 * @see https://github.com/denoland/deno_lockfile
 */
export function readDenoLock(bytes: Uint8Array, visitor: LockVisitor): void {
	const lock = parseLockJson(bytes, visitor.limits, visitor.problem);
	if (lock === undefined) return;
	if (field(lock, "version") === undefined) {
		visitor.problem({ code: "file-malformed", message: "expected a version" });
		return;
	}

	const packages = packagesOf(lock);
	const direct = directKeys(lock, packages);
	for (const { key, identity, entry } of packages) {
		const hashes = identity.repositoryUrl === undefined ? hashesOf(textField(entry, "integrity")) : [];
		visitor.locked({ ...identity, hashes, direct: direct?.has(key), dependsOn: packages.neededBy(key, entry) });
	}
	const remote = Object.keys(objectOf(field(lock, "remote"))).length;
	if (remote > 0) visitor.ignored(`${remote} modules come from addresses, which do not say of which package they are`);
}

/** Version 2 has a table for npm alone, 3 one for all registries; from 4 on each has its own. */
function packagesOf(lock: Value): DenoPackages {
	const all = objectOf(field(lock, "packages"));
	const npm = objectOf(field(all, "npm") ?? field(field(lock, "npm"), "packages") ?? field(lock, "npm"));
	const jsr = objectOf(field(all, "jsr") ?? field(lock, "jsr"));
	const specifiers = objectOf(field(all, "specifiers") ?? field(lock, "specifiers") ?? field(field(lock, "npm"), "specifiers"));
	return new DenoPackages(npm, jsr, specifiers);
}

/** What the project and its members ask for; undefined where the lock does not say. */
function directKeys(lock: Value, packages: DenoPackages): ReadonlySet<string> | undefined {
	const workspace = field(lock, "workspace");
	if (!isObject(workspace)) return undefined;

	const asked = [workspace, ...Object.values(objectOf(field(workspace, "members")))].flatMap((member) => [
		...listOf(field(member, "dependencies")),
		...listOf(field(field(member, "packageJson"), "dependencies")),
	]);
	return new Set(asked.flatMap((specifier) => (typeof specifier === "string" ? (packages.find(specifier) ?? []) : [])));
}
