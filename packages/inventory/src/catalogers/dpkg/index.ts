import type { Cataloger } from "../../cataloger.ts";
import { catalogDpkg } from "./catalog.ts";

/** Debian packages: dpkg's `status`, and `status.d/*` of distroless images; owned files and licences beside them. */
export const dpkg: Cataloger = { id: "dpkg", version: 2, kind: "system", wants, catalog: catalogDpkg };

/** By the last folders only, so that the database is also found where `/var` or `/var/lib` is a link. */
function wants(path: string): boolean {
	if (path.endsWith("/copyright")) return path.startsWith("/usr/share/doc/");
	if (!path.includes("/dpkg/")) return false;
	return path.endsWith("/dpkg/status") || path.includes("/dpkg/status.d/") || (path.endsWith(".list") && path.includes("/dpkg/info/"));
}
