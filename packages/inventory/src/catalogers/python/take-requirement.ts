import type { Declaration } from "./declaration.ts";
import type { Requirement } from "./requirement-line.ts";

/** Declares what a requirement pins, or says that it pins nothing. */
export function takeRequirement(
	declaration: Declaration,
	requirement: Requirement,
	flags: { readonly direct?: boolean; readonly development?: boolean },
): void {
	const { path } = declaration;
	if (requirement.kind === "pinned") {
		declaration.declared({ ...requirement, ...flags });
	} else if (requirement.kind === "unpinned") {
		declaration.report({ code: "version-unresolved", message: `${path}: ${requirement.name} is not pinned to a version`, path });
	}
}
