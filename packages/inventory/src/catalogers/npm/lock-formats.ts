import { fileName } from "../../file-name.ts";
import { readBunBinaryLock } from "./bun-binary-lock.ts";
import { readBunLock } from "./bun-lock.ts";
import { readDenoLock } from "./deno-lock.ts";
import type { LockReader } from "./lock-visitor.ts";
import { readPackageLock } from "./package-lock.ts";
import { readPnp } from "./pnp.ts";
import { readPnpmLock } from "./pnpm-lock.ts";
import { readYarnLock } from "./yarn-lock.ts";

/** A kind of lock file. */
export interface LockFormat {
	readonly read: LockReader;
	/** Whether it says what is installed, as yarn's loader does in the place of a `node_modules`, rather than what to install. */
	readonly installs?: boolean;
	/** The lock that its tool reads instead where both are there. */
	readonly supersededBy?: string;
}

const PNP: LockFormat = { read: readPnp, installs: true };

const FORMATS: ReadonlyMap<string, LockFormat> = new Map<string, LockFormat>([
	["package-lock.json", { read: readPackageLock }],
	["npm-shrinkwrap.json", { read: readPackageLock }],
	[".package-lock.json", { read: readPackageLock }],
	["yarn.lock", { read: readYarnLock }],
	["pnpm-lock.yaml", { read: readPnpmLock }],
	["bun.lock", { read: readBunLock }],
	["bun.lockb", { read: readBunBinaryLock, supersededBy: "bun.lock" }],
	["deno.lock", { read: readDenoLock }],
	[".pnp.cjs", PNP],
	[".pnp.js", PNP],
	[".pnp.data.json", PNP],
]);

const HIDDEN_LOCK = "/node_modules/.package-lock.json";

/** The format of a lock file, by its name; undefined for other files, and for locks that packages carry inside them. */
export function lockFormatOf(path: string, name: string = fileName(path)): LockFormat | undefined {
	const format = FORMATS.get(name);
	return format === undefined || projectOf(path) === undefined ? undefined : format;
}

/**
 * The folder of the project that a lock file is of. npm keeps one of its own in `node_modules`, and where that folder was
 * moved or renamed its packages speak for themselves; any other lock file there was published with a package, and says what
 * its author had.
 */
export function projectOf(path: string): string | undefined {
	const isHidden = path.endsWith("/.package-lock.json");
	if (isHidden && !path.endsWith(HIDDEN_LOCK)) return undefined;

	const project = isHidden ? path.slice(0, -HIDDEN_LOCK.length) : path.slice(0, path.lastIndexOf("/"));
	return `${project}/`.includes("/node_modules/") ? undefined : project;
}
