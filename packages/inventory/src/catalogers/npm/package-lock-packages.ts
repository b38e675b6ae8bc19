import { field, isObject, textField, type Value } from "../../formats/value.ts";
import { licenseNames } from "../../license-names.ts";
import { hashesOf } from "./integrity.ts";
import type { LockVisitor, PackageIdentity } from "./lock-visitor.ts";
import { bundlerOf, type ModuleFolder, ModuleResolver, moduleFolder, TOO_MANY_STEPS } from "./module-tree.ts";

const MODULES = "node_modules/";

/** Workspaces deeper than any real one cost a lookup per folder above them and dependency; they say nothing. */
const MAX_WORKSPACE_DEPTH = 32;

/** Kinds of dependencies that are installed with a package. */
const PRODUCTION = ["dependencies", "optionalDependencies", "peerDependencies"] as const;

/** An entry of `packages`. */
interface LockEntry extends PackageIdentity {
	readonly entry: unknown;
	/** Whether it came in the archive of a package above. */
	readonly bundled: boolean;
}

type Folder = ModuleFolder<LockEntry>;

/**
 * Reads the `packages` of a package-lock: entries by their folder. Those outside of a `node_modules` are the project itself
 * and its workspaces, which say what is asked for directly; links to them are not packages of a registry.
 */
export function readPackagesMap(packages: Value, visitor: LockVisitor): void {
	const folders = foldersOf(packages);
	const resolver = new ModuleResolver();
	const direct = directFolders(packages, folders, resolver);
	for (const folder of folders.values()) {
		if (folder.content === undefined || field(folder.content.entry, "link") === true) continue;

		const { name, version, entry } = folder.content;
		visitor.locked({
			name,
			version,
			licenses: licenseNames([field(entry, "license")]),
			direct: direct?.has(folder),
			development: field(entry, "dev") === true,
			hashes: hashesOf(textField(entry, "integrity")),
			dependsOn: namesIn(entry, PRODUCTION).flatMap((needed) => resolver.resolve(folder, needed)?.content ?? []),
			containedIn: bundlerOf(folder),
		});
	}
	if (resolver.isSpent) visitor.ignored(TOO_MANY_STEPS);
}

/** Every folder of the lock by its path, in the `node_modules` of what is above it. */
function foldersOf(packages: Value): ReadonlyMap<string, Folder> {
	const folders = new Map<string, Folder>();
	for (const [path, entry] of Object.entries(packages)) folders.set(path, moduleFolder(entryAt(path, entry)));

	// npm's hidden lock has no project.
	const root = folders.get("") ?? moduleFolder<LockEntry>(undefined);
	for (const [path, folder] of folders) {
		const at = path.lastIndexOf(MODULES);
		folder.above = at === -1 ? outerFolder(folders, path) : (folders.get(path.slice(0, Math.max(0, at - 1))) ?? root);
		if (at !== -1) folder.above?.modules.set(path.slice(at + MODULES.length), folder);
	}
	return folders;
}

function entryAt(path: string, entry: unknown): LockEntry | undefined {
	const at = path.lastIndexOf(MODULES);
	if (at === -1) return undefined;

	const name = textField(entry, "name") ?? path.slice(at + MODULES.length);
	return { name, version: field(entry, "version"), entry, bundled: field(entry, "inBundle") === true };
}

/** The folder of a workspace's member that this one lies in, or the project; undefined above that. */
function outerFolder(folders: ReadonlyMap<string, Folder>, path: string): Folder | undefined {
	if (path.split("/", MAX_WORKSPACE_DEPTH + 1).length > MAX_WORKSPACE_DEPTH) return undefined;

	let above = path;
	while (above !== "") {
		above = above.slice(0, Math.max(0, above.lastIndexOf("/")));
		const folder = folders.get(above);
		if (folder !== undefined) return folder;
	}
	return undefined;
}

/** What the project and its workspaces ask for; undefined where the lock (npm's hidden one) has no project. */
function directFolders(packages: Value, folders: ReadonlyMap<string, Folder>, resolver: ModuleResolver): ReadonlySet<Folder> | undefined {
	if (!Object.hasOwn(packages, "")) return undefined;

	const direct = new Set<Folder>();
	for (const [path, folder] of folders) {
		if (folder.content !== undefined || (path !== "" && folder.above === undefined)) continue;
		for (const name of namesIn(packages[path], [...PRODUCTION, "devDependencies"])) {
			const found = resolver.resolve(folder, name);
			if (found !== undefined) direct.add(found);
		}
	}
	return direct;
}

function namesIn(entry: unknown, kinds: readonly string[]): string[] {
	return kinds.flatMap((kind) => {
		const group = field(entry, kind);
		return isObject(group) ? Object.keys(group) : [];
	});
}
