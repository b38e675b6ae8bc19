import type { Cataloger } from "../../cataloger.ts";
import { catalogPython } from "./catalog.ts";
import { declaredFormatOf } from "./declared-formats.ts";
import { isMetadata } from "./installed.ts";

/** Python packages: installed distributions, and the lock and requirements files of pip, Pipenv, Poetry and uv. */
export const python: Cataloger = { id: "python", version: 1, kind: "language", wants, catalog: catalogPython };

function wants(path: string, name: string): boolean {
	return isMetadata(path, name) || declaredFormatOf(path, name) !== undefined;
}
