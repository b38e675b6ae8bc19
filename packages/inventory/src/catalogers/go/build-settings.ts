import type { Limits } from "@plimsoll/core";
import { LineCursor } from "../../text/line-cursor.ts";

/** A module that an executable was built of. */
export interface BuiltModule {
	readonly path: string;
	readonly version: string;
	/** What was built in its place. */
	replacement?: { readonly path: string; readonly version: string };
}

/** What an executable says of how it was built. */
export interface BuildSettings {
	/** As `runtime.Version()` gives it: `go1.22.5`. */
	readonly toolchain: string;
	/** The package that was built. */
	readonly program?: string;
	/** The module of that package; absent where it was built without modules. */
	readonly main?: BuiltModule;
	readonly dependencies: readonly BuiltModule[];
	/** Flags, environment and version control, by name. */
	readonly settings: ReadonlyMap<string, string>;
}

/** Reads what {@link import("./build-info.ts").excerptBuildInfo} found. Lines of other kinds, which newer toolchains may add, are passed over. */
export function readBuildSettings(text: string, { maxLineBytes }: Limits): BuildSettings {
	const lines = new LineCursor(text, maxLineBytes);
	const toolchain = lines.next() ? lines.line : "";
	const dependencies: BuiltModule[] = [];
	const settings = new Map<string, string>();
	let main: BuiltModule | undefined;
	let program: string | undefined;
	let last: BuiltModule | undefined;
	while (lines.next()) {
		const [kind, path = "", version = ""] = lines.line.split("\t");
		if (kind === "path") program = path;
		else if (kind === "mod") main = last = { path, version };
		else if (kind === "dep") {
			last = { path, version };
			dependencies.push(last);
		} else if (kind === "=>" && last !== undefined) last.replacement = { path, version };
		else if (kind === "build") addSetting(lines.line.slice("build\t".length), settings);
	}
	return { toolchain, dependencies, settings, ...(main === undefined ? {} : { main }), ...(program === undefined ? {} : { program }) };
}

/** `key=value`; a value with white space or quotes in it is quoted. */
function addSetting(line: string, settings: Map<string, string>): void {
	const equals = line.indexOf("=");
	const value = line.slice(equals + 1);
	settings.set(line.slice(0, equals), value.startsWith('"') ? value.slice(1, -1).replace(/\\(["\\])/g, "$1") : value);
}
