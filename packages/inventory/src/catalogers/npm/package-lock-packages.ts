import { field, isObject, textField, type Value } from "../../formats/value.ts";
import type { LockVisitor } from "./lock-formats.ts";

const MODULES = "node_modules/";

/** Workspaces deeper than any real one cost a lookup per folder above them and dependency; they say nothing. */
const MAX_WORKSPACE_DEPTH = 32;

const PRODUCTION = ["dependencies", "optionalDependencies", "peerDependencies"] as const;

/**
 * Reads the `packages` of a package-lock: entries by their folder. Those outside of a `node_modules` are the project itself
 * and its workspaces, which say what is asked for directly; links to them are not packages of a registry.
 */
export function readPackagesMap(packages: Value, visitor: LockVisitor): void {
	const direct = directFolders(packages);
	for (const [folder, entry] of Object.entries(packages)) {
		const at = folder.lastIndexOf(MODULES);
		if (at === -1 || field(entry, "link") === true) continue;

		const license = textField(entry, "license");
		visitor.locked({
			name: textField(entry, "name") ?? folder.slice(at + MODULES.length),
			version: field(entry, "version"),
			licenses: license === undefined ? [] : [license],
			direct: direct?.has(folder),
			development: field(entry, "dev") === true,
		});
	}
}

/** The folders of what the project and its workspaces ask for; undefined where the lock (npm's hidden one) has no project. */
function directFolders(packages: Value): ReadonlySet<string> | undefined {
	if (!Object.hasOwn(packages, "")) return undefined;

	const direct = new Set<string>();
	for (const [folder, entry] of Object.entries(packages)) {
		if (folder.includes(MODULES) || folder.split("/", MAX_WORKSPACE_DEPTH + 1).length > MAX_WORKSPACE_DEPTH) continue;
		for (const name of namesAskedFor(entry)) {
			const found = resolveModule(packages, folder, name);
			if (found !== undefined) direct.add(found);
		}
	}
	return direct;
}

function namesAskedFor(entry: unknown): string[] {
	return [...PRODUCTION, "devDependencies"].flatMap((kind) => {
		const group = field(entry, kind);
		return isObject(group) ? Object.keys(group) : [];
	});
}

/** Node's resolution: the nearest `node_modules` upwards that has the package. */
function resolveModule(packages: Value, folder: string, name: string): string | undefined {
	for (let from = folder; ; from = from.slice(0, Math.max(0, from.lastIndexOf("/")))) {
		const candidate = `${from === "" ? "" : `${from}/`}${MODULES}${name}`;
		if (Object.hasOwn(packages, candidate)) return candidate;
		if (from === "") return undefined;
	}
}
