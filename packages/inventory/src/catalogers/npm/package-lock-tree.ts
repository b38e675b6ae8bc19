import { field, isObject, textField, type Value } from "../../formats/value.ts";
import { hashesOf } from "./integrity.ts";
import type { LockVisitor, PackageIdentity } from "./lock-visitor.ts";
import { bundlerOf, type ModuleFolder, ModuleResolver, moduleFolder, TOO_MANY_STEPS } from "./module-tree.ts";

/** An entry of the tree. */
interface TreeEntry extends PackageIdentity {
	readonly entry: unknown;
	readonly origin: "registry" | "folder" | "address";
	readonly bundled: boolean;
}

type Folder = ModuleFolder<TreeEntry>;

/**
 * Reads the tree of `dependencies` of a package-lock of version 1: nested as the folders are. It does not say what the
 * project asks for itself.
 */
export function readDependencyTree(root: Value, visitor: LockVisitor): void {
	const resolver = new ModuleResolver();
	for (const folder of foldersOf(root)) {
		const { content } = folder;
		if (content === undefined || content.origin === "folder") continue;

		const { name, version, entry } = content;
		if (content.origin === "address") {
			visitor.unresolved(`${String(name)} comes from an address that does not say its version`);
			continue;
		}
		visitor.locked({
			name,
			version,
			development: field(entry, "dev") === true,
			hashes: hashesOf(textField(entry, "integrity")),
			dependsOn: requiredBy(entry).flatMap((needed) => resolver.resolve(folder, needed)?.content ?? []),
			containedIn: bundlerOf(folder),
		});
	}
	if (resolver.isSpent) visitor.ignored(TOO_MANY_STEPS);
}

/** Walks with a list of its own, since nesting is foreign. */
function foldersOf(root: Value): readonly Folder[] {
	const folders: Folder[] = [];
	const project: Folder = moduleFolder<TreeEntry>(undefined);
	const pending: { readonly folder: Folder; readonly dependencies: Value }[] = [{ folder: project, dependencies: root }];
	for (let level = pending.pop(); level !== undefined; level = pending.pop()) {
		for (const [name, entry] of Object.entries(level.dependencies)) {
			const folder = moduleFolder(readEntry(name, entry), level.folder);
			level.folder.modules.set(name, folder);
			folders.push(folder);
			const nested = field(entry, "dependencies");
			if (isObject(nested)) pending.push({ folder, dependencies: nested });
		}
	}
	return folders;
}

function readEntry(name: string, entry: unknown): TreeEntry {
	const version = textField(entry, "version");
	const bundled = field(entry, "bundled") === true;
	const alias = /^npm:(.+)@([^@]+)$/.exec(version ?? "");
	if (alias !== null) return { name: alias[1], version: alias[2], entry, origin: "registry", bundled };
	return { name, version, entry, origin: originOf(version), bundled };
}

function originOf(version: string | undefined): TreeEntry["origin"] {
	if (version?.startsWith("file:")) return "folder";
	return version !== undefined && /[/:]/.test(version) ? "address" : "registry";
}

function requiredBy(entry: unknown): readonly string[] {
	const required = field(entry, "requires");
	return isObject(required) ? Object.keys(required) : [];
}
