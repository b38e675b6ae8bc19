import type { Cataloger } from "../../cataloger.ts";
import { catalogRpm, RPM_FILES } from "./catalog.ts";

/** Packages of Red Hat's, SUSE's and other distributions: rpm's database as SQLite, NDB or Berkeley DB. */
export const rpm: Cataloger = { id: "rpm", version: 2, kind: "system", wants, catalog: catalogRpm };

/** By the last folder only, so that the database is also found where a folder above it is a link. */
function wants(path: string): boolean {
	if (!path.includes("/rpm/")) return false;
	return RPM_FILES.some((name) => path.endsWith(`/rpm/${name}`));
}
