import type { Cataloger } from "../../cataloger.ts";
import { excerptAuditData } from "./audit-data.ts";
import { catalogCargo } from "./catalog.ts";
import { isProjectLock } from "./project-lock.ts";

/** Rust crates: those that an executable made with `cargo auditable` names, and `Cargo.lock`. */
export const cargo: Cataloger = {
	id: "cargo",
	version: 1,
	kind: "language",
	wants: isProjectLock,
	catalog: catalogCargo,
	executables: { excerpt: excerptAuditData },
};
