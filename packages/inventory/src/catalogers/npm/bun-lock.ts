import { type Asked, type DependencyGraph, flagsFrom } from "../../dependency-graph.ts";
import { plainJson } from "../../formats/jsonc.ts";
import { parseLockJson } from "../../formats/lock-json.ts";
import { field, isObject, listOf, objectOf, textField, type Value } from "../../formats/value.ts";
import { hashesOf } from "./integrity.ts";
import type { LockVisitor, PackageIdentity } from "./lock-visitor.ts";
import { bundlerOf, type ModuleFolder, ModuleResolver, moduleFolder, TOO_MANY_STEPS } from "./module-tree.ts";

/** Names in one key; real ones have a handful. */
const MAX_NAMES = 64;

const PRODUCTION = ["dependencies", "optionalDependencies", "peerDependencies"] as const;

/** A tuple of `packages`. */
interface BunEntry extends PackageIdentity {
	readonly key: string;
	readonly name: string;
	readonly version: string;
	readonly info: unknown;
	readonly integrity: string | undefined;
	readonly bundled: boolean;
}

type Folder = ModuleFolder<BunEntry>;

/**
 * Reads `bun.lock`, the text lock of Bun: JSON with trailing commas. A key of `packages` is the way to a package through the
 * folders, `a/@s/b` being the `@s/b` inside of `a`; its tuple begins with name and version, and goes on with what differs by
 * where it comes from.
 *
 * @see https://bun.com/docs/pm/lockfile
 */
export function readBunLock(bytes: Uint8Array, visitor: LockVisitor): void {
	const lock = parseLockJson(plainJson(bytes), visitor.limits, visitor.problem);
	if (lock === undefined) return;
	if (field(lock, "lockfileVersion") === undefined) {
		visitor.problem({ code: "file-malformed", message: "expected a lockfileVersion" });
		return;
	}

	const root: Folder = moduleFolder<BunEntry>(undefined);
	const folders = foldersOf(objectOf(field(lock, "packages")), root, visitor);
	const resolver = new ModuleResolver();
	const needs = new Map<string, readonly BunEntry[]>();
	for (const [key, folder] of folders) needs.set(key, contentsOf(folder, folder.content?.info, PRODUCTION, resolver));
	const graph: DependencyGraph = new Map([...needs].map(([key, entries]) => [key, entries.map((entry) => entry.key)]));
	const flagsOf = flagsFrom(graph, askedFor(lock, root, resolver));
	for (const [key, folder] of folders) report(folder, needs.get(key) ?? [], flagsOf(key), visitor);
	if (resolver.isSpent) visitor.ignored(TOO_MANY_STEPS);
}

function report(folder: Folder, needs: readonly BunEntry[], flags: ReturnType<ReturnType<typeof flagsFrom>>, visitor: LockVisitor): void {
	const { content } = folder;
	if (content === undefined || isLocal(content)) return;

	const { name, version, integrity } = content;
	if (/[:/]/.test(version)) visitor.unresolved(`${name} comes from an address that does not say its version`);
	else visitor.locked({ name, version, ...flags, hashes: hashesOf(integrity), dependsOn: needs, containedIn: bundlerOf(folder) });
}

/** The project, members of its workspaces, and folders beside it. */
function isLocal({ version }: BunEntry): boolean {
	return /^(?:root|workspace|link|file):/.test(version);
}

function foldersOf(packages: Value, root: Folder, visitor: LockVisitor): ReadonlyMap<string, Folder> {
	const folders = new Map<string, Folder>();
	for (const [key, tuple] of Object.entries(packages)) {
		const content = readTuple(key, tuple);
		if (content === undefined) visitor.problem({ code: "file-malformed", message: "an entry without name and version" });
		else folders.set(key, moduleFolder(content));
	}
	for (const [key, folder] of folders) {
		const names = namesOf(key);
		folder.above = (names.length > 1 ? folders.get(names.slice(0, -1).join("/")) : undefined) ?? root;
		folder.above.modules.set(names.at(-1) ?? key, folder);
	}
	return folders;
}

function readTuple(key: string, tuple: unknown): BunEntry | undefined {
	const [identity, ...rest] = listOf(tuple);
	const at = typeof identity === "string" ? identity.indexOf("@", 1) : -1;
	if (typeof identity !== "string" || at === -1) return undefined;

	const info = rest.find(isObject);
	const integrity = rest.find((item) => typeof item === "string" && /^(?:sha1|sha256|sha384|sha512)-/.test(item));
	return {
		key,
		name: identity.slice(0, at),
		version: identity.slice(at + 1),
		info,
		integrity: typeof integrity === "string" ? integrity : undefined,
		bundled: field(info, "bundled") === true,
	};
}

/** The names that a key is made of. */
function namesOf(key: string): readonly string[] {
	const names: string[] = [];
	let scope = "";
	for (const part of key.split("/", MAX_NAMES)) {
		if (scope === "" && part.startsWith("@")) {
			scope = `${part}/`;
		} else {
			names.push(scope + part);
			scope = "";
		}
	}
	return names;
}

function askedFor(lock: Value, root: Folder, resolver: ModuleResolver): Asked {
	const production: string[] = [];
	const development: string[] = [];
	for (const workspace of Object.values(objectOf(field(lock, "workspaces")))) {
		const folder = root.modules.get(textField(workspace, "name") ?? "") ?? root;
		for (const { key } of contentsOf(folder, workspace, PRODUCTION, resolver)) production.push(key);
		for (const { key } of contentsOf(folder, workspace, ["devDependencies"], resolver)) development.push(key);
	}
	return { production, development };
}

/** What lies where a folder's dependencies of some kinds are looked for. */
function contentsOf(folder: Folder, info: unknown, kinds: readonly string[], resolver: ModuleResolver): readonly BunEntry[] {
	const found: BunEntry[] = [];
	for (const kind of kinds) {
		for (const name of Object.keys(objectOf(field(info, kind)))) {
			const content = resolver.resolve(folder, name)?.content;
			if (content !== undefined) found.push(content);
		}
	}
	return found;
}
