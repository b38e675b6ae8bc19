import type { Cataloger } from "../../cataloger.ts";
import { excerptRust } from "./built-excerpt.ts";
import { catalogCargo } from "./catalog.ts";
import { CratePaths } from "./crate-paths.ts";
import { isProjectLock } from "./project-lock.ts";

/** Rust crates: those that an executable names or has paths of, and `Cargo.lock`. */
export const cargo: Cataloger = {
	id: "cargo",
	version: 2,
	kind: "language",
	wants: isProjectLock,
	catalog: catalogCargo,
	executables: { excerpt: excerptRust, passing: () => new CratePaths(true) },
};
