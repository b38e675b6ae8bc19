import { parseLockYaml } from "../../formats/lock-yaml.ts";
import { field, isObject, textField, type Value } from "../../formats/value.ts";
import type { LockVisitor } from "./lock-formats.ts";

/**
 * Reads the lock of yarn 2 and later. Entries of the project and its workspaces (`linkType: soft`) say what is asked for
 * directly; that something is for development only is not recorded.
 */
export function readYarnBerryLock(bytes: Uint8Array, visitor: LockVisitor): void {
	const lock = parseLockYaml(bytes, visitor.limits, visitor.problem);
	const direct = directDescriptors(lock);
	for (const [key, entry] of Object.entries(lock)) {
		if (key === "__metadata" || isWorkspace(entry)) continue;

		visitor.locked({
			name: nameOf(textField(entry, "resolution") ?? key),
			version: field(entry, "version"),
			direct: key.split(", ").some((descriptor) => direct.has(descriptor)),
		});
	}
}

function isWorkspace(entry: unknown): boolean {
	return textField(entry, "linkType") === "soft";
}

/** `name@range` of everything that workspaces depend on. */
function directDescriptors(lock: Value): ReadonlySet<string> {
	const descriptors = new Set<string>();
	for (const entry of Object.values(lock)) {
		const dependencies = isWorkspace(entry) ? field(entry, "dependencies") : undefined;
		if (!isObject(dependencies)) continue;
		for (const [name, range] of Object.entries(dependencies)) {
			if (typeof range === "string") descriptors.add(`${name}@${range}`);
		}
	}
	return descriptors;
}

/** A resolution is `name@protocol:…`; the name is the real one, also behind an alias. */
function nameOf(resolution: string): string {
	const at = resolution.indexOf("@", 1);
	return at === -1 ? resolution : resolution.slice(0, at);
}
