import { reachableFrom } from "../../dependency-graph.ts";
import { field, isObject, objectOf, textField, type Value } from "../../formats/value.ts";

/** A library that an application was built with. */
export interface DepsLibrary {
	readonly name: string;
	readonly version: string;
	/** `package`, `project`, `reference`, …; absent where the file does not say. */
	readonly type: string | undefined;
	/** `sha512-…`, of the package's archive. */
	readonly hash: string | undefined;
	/** The libraries that it needs. */
	readonly needs: readonly DepsLibrary[];
}

/** What a `deps.json` says of an application. */
export interface DepsDocument {
	/** Those that are there when it runs. */
	readonly libraries: readonly DepsLibrary[];
	/** Names of the files that they bring, in lower case and without folders. */
	readonly files: ReadonlySet<string>;
}

/** Kinds of files that a library brings, and the paths of each. */
const ASSETS = ["runtime", "native", "resources", "runtimeTargets", "compile"] as const;

/** Put the code of other libraries into one, whose own files are then left out of the list. */
const MERGING =
	/^(?:ilrepack|ilmerge$|costura\.fody$|fody$|postsharp\.community\.packer$|jetbrains\.build\.ilrepack$|brokenevent\.ilstrip)/i;

/** How the packages of the runtime itself are called in applications that bring it along. */
const RUNTIME_PACK = "runtimepack.";

interface Entry extends DepsLibrary {
	readonly target: unknown;
	readonly needs: Entry[];
}

/**
 * Reads a `deps.json`, which the .NET SDK writes beside each application: of the target it is to run on, the libraries
 * that bring files, and those that only stand for such. Others helped to build it. Undefined where it is none.
 *
 * @see https://github.com/dotnet/cli/blob/rel/1.0.0/Documentation/specs/runtime-configuration-file.md
 */
export function readDepsJson(value: unknown): DepsDocument | undefined {
	const libraries = objectOf(field(value, "libraries"));
	const targets = field(value, "targets");
	if (!isObject(targets) && !isObject(field(value, "libraries"))) return undefined;

	const target = runtimeTarget(value, objectOf(targets));
	const entries = entriesOf(target, libraries);
	connect(entries);
	const present = entries.some(({ name }) => MERGING.test(name)) ? entries : presentOf(entries);
	return { libraries: present.filter(({ type }) => type !== "referenceassembly"), files: filesOf(entries) };
}

/** The target that is named; all of them in one where none is; none where the file has only libraries. */
function runtimeTarget(value: unknown, targets: Value): Value | undefined {
	const runtime = field(value, "runtimeTarget");
	const named = field(targets, (typeof runtime === "string" ? runtime : textField(runtime, "name")) ?? "");
	if (isObject(named)) return named;
	const all: Record<string, unknown> = Object.create(null);
	for (const target of Object.values(targets)) if (isObject(target)) Object.assign(all, target);
	return Object.keys(targets).length === 0 ? undefined : all;
}

function entriesOf(target: Value | undefined, libraries: Value): readonly Entry[] {
	return Object.entries(target ?? libraries).flatMap(([key, entry]) => {
		const slash = key.indexOf("/");
		const full = key.slice(0, slash);
		const name = full.startsWith(RUNTIME_PACK) ? full.slice(RUNTIME_PACK.length) : full;
		const library = field(libraries, key);
		const hash = textField(library, "sha512");
		// Without targets nothing says which of the libraries bring files.
		const assets = target === undefined ? { runtime: { [name]: {} } } : entry;
		return slash === -1 ? [] : { name, version: key.slice(slash + 1), type: textField(library, "type"), hash, target: assets, needs: [] };
	});
}

/** There is one version of each library; what is needed names another where that was overruled. */
function connect(entries: readonly Entry[]): void {
	const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
	for (const { target, needs } of entries) {
		for (const name of Object.keys(objectOf(field(target, "dependencies")))) {
			const needed = byName.get(name.toLowerCase().replace(RUNTIME_PACK, ""));
			if (needed !== undefined) needs.push(needed);
		}
	}
}

/** Libraries with files, and those that need them, directly or not: the packages that only stand for a set of others. */
function presentOf(entries: readonly Entry[]): readonly Entry[] {
	const key = ({ name, version }: DepsLibrary): string => `${name}/${version}`;
	const neededBy = new Map<string, string[]>();
	for (const entry of entries) {
		for (const needed of entry.needs) neededBy.getOrInsertComputed(key(needed), () => []).push(key(entry));
	}
	const present = reachableFrom(neededBy, entries.filter(({ target }) => assetsOf(target).next().done === false).map(key));
	return entries.filter((entry) => present.has(key(entry)));
}

function filesOf(entries: readonly Entry[]): ReadonlySet<string> {
	const files = new Set<string>();
	for (const { target } of entries) for (const path of assetsOf(target)) files.add(path.slice(path.lastIndexOf("/") + 1).toLowerCase());
	return files;
}

/** Paths of the files that a library brings; `_._` stands for none. */
function* assetsOf(target: unknown): Generator<string> {
	for (const kind of ASSETS) {
		for (const path of Object.keys(objectOf(field(target, kind)))) if (!path.endsWith("/_._")) yield path;
	}
}
