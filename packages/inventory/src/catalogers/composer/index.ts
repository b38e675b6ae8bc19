import type { Cataloger } from "../../cataloger.ts";
import { catalogComposer } from "./catalog.ts";

/** PHP packages: Composer's list of what is installed, and its lock files. */
export const composer: Cataloger = { id: "composer", version: 1, kind: "language", wants, catalog: catalogComposer };

/** Projects are asked what they require themselves; the packages below `vendor` are not. */
function wants(path: string, name: string): boolean {
	if (name === "installed.json") return path.endsWith("/composer/installed.json");
	return name === "composer.lock" || (name === "composer.json" && !path.includes("/vendor/"));
}
