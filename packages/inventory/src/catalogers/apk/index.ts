import type { Cataloger } from "../../cataloger.ts";
import { catalogApk } from "./catalog.ts";

/** Alpine, Wolfi and Chainguard packages: apk's database of installed packages. */
export const apk: Cataloger = { id: "apk", version: 2, kind: "system", wants, catalog: catalogApk };

/** By the last folders only, so that the database is also found where a folder above it is a link. */
function wants(path: string): boolean {
	return path.endsWith("/apk/db/installed");
}
