import type { Cataloger } from "../../cataloger.ts";
import { catalogConda, isCondaMeta } from "./catalog.ts";

/** Conda packages out of the `conda-meta` of environments. They own their files, Python distributions among them. */
export const conda: Cataloger = { id: "conda", version: 1, kind: "system", wants: isCondaMeta, catalog: catalogConda };
