import type { Cataloger } from "../../cataloger.ts";
import { BUILD_INFO_MARK, excerptBuildInfo } from "./build-info.ts";
import { catalogGo } from "./catalog.ts";
import { isModuleFile } from "./module-files.ts";

/** Go modules: those that an executable was built of, its standard library among them; in folders, `go.mod` and `go.sum`. */
export const go: Cataloger = {
	id: "go",
	version: 2,
	kind: "language",
	wants: isModuleFile,
	catalog: catalogGo,
	executables: { excerpt: excerptBuildInfo, mark: BUILD_INFO_MARK },
};
