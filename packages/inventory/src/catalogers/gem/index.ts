import type { Cataloger } from "../../cataloger.ts";
import { catalogGems } from "./catalog.ts";
import { isLock } from "./gemfile-lock.ts";
import { isInstalled } from "./installed.ts";

/** Ruby gems: specifications of installed ones, and Bundler's lock files. */
export const gem: Cataloger = { id: "gem", version: 1, kind: "language", wants, catalog: catalogGems };

function wants(path: string, name: string): boolean {
	return isInstalled(path, name) || isLock(path, name);
}
