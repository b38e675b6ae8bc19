import type { CatalogContext } from "../../cataloger.ts";
import { addBuiltModules } from "./built-modules.ts";
import { addRequiredModules } from "./required-modules.ts";

/**
 * Finds Go modules.
 *
 * Built: every executable with build information, which Go writes unless told not to, wherever it lies.
 *
 * Required: in a folder, each `go.mod`. Not in an image: there a `go.mod` comes with source code, that of the toolchain and of
 * every module in the build cache included, and what is run is built.
 */
export function catalogGo(context: CatalogContext): void {
	for (const executable of context.excerpts) addBuiltModules(context, executable);
	if (context.subject === "image") return;
	for (const file of context.files) {
		if (file.path.endsWith("/go.mod")) addRequiredModules(context, file);
	}
}
