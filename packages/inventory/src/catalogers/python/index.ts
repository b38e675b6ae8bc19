import type { ExcerptReader } from "@plimsoll/oci";
import type { Cataloger, PassingFile } from "../../cataloger.ts";
import { catalogPython } from "./catalog.ts";
import { declaredFormatOf, isConstraints } from "./declared-formats.ts";
import { isEditable } from "./editable.ts";
import { isMetadata } from "./installed.ts";
import { readScriptHead } from "./script-metadata.ts";
import { readWheel } from "./wheels.ts";

/** Python packages: installed distributions and wheels; locks, requirements and project files of pip, Pipenv, Poetry, PDM and uv. */
export const python: Cataloger = { id: "python", version: 2, kind: "language", wants, catalog: catalogPython, excerpts };

function wants(path: string, name: string): boolean {
	if (name === "direct_url.json") return path.endsWith(".dist-info/direct_url.json");
	return isMetadata(path, name) || isEditable(name) || declaredFormatOf(path, name) !== undefined || isConstraints(name);
}

function excerpts(passing: PassingFile): ExcerptReader | undefined {
	return readWheel(passing) ?? readScriptHead(passing);
}
