import type { PackageIdentity } from "./lock-visitor.ts";

/** The registry of JSR, whose names look like npm's scoped ones. No purl type is its own yet; Syft and others write it so. */
const JSR = "https://jsr.io";

/** A package of npm by its key: `name@version`, followed by `_` and the peers it was installed with. */
export function npmIdentity(key: string): PackageIdentity & { readonly name: string } {
	const at = key.indexOf("@", 1);
	if (at === -1) return { name: key, version: undefined };

	return { name: key.slice(0, at), version: key.slice(at + 1).split("_", 1)[0] };
}

/** A package of JSR by its key: `@scope/name@version`. */
export function jsrIdentity(key: string): PackageIdentity {
	return { ...npmIdentity(key), repositoryUrl: JSR };
}
