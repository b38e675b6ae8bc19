import type { Cataloger } from "../../cataloger.ts";
import { catalogBinaries } from "./catalog.ts";
import { classify } from "./classify.ts";

/** Software that was copied in without a package manager: told by the names and bytes of its files. */
export const binary: Cataloger = {
	id: "binary",
	version: 1,
	kind: "language",
	wants: () => false,
	catalog: catalogBinaries,
	excerpts: classify,
};
