import type { Cataloger } from "../../cataloger.ts";
import { catalogNpm } from "./catalog.ts";
import { lockFormatOf } from "./lock-formats.ts";

/** JavaScript packages: installed `package.json` files, and the lock files of npm, yarn and pnpm. */
export const npm: Cataloger = { id: "npm", version: 1, kind: "language", wants, catalog: catalogNpm };

function wants(path: string, name: string): boolean {
	return name === "package.json" || lockFormatOf(path, name) !== undefined;
}
