import type { Cataloger } from "../../cataloger.ts";
import { catalogNpm } from "./catalog.ts";
import { lockFormatOf } from "./lock-formats.ts";
import { readCachedArchive } from "./yarn-cache.ts";

/** JavaScript packages: installed `package.json` files, and the locks of npm, yarn, pnpm, Bun and Deno. */
export const npm: Cataloger = { id: "npm", version: 2, kind: "language", wants, catalog: catalogNpm, excerpts: readCachedArchive };

function wants(path: string, name: string): boolean {
	return name === "package.json" || lockFormatOf(path, name) !== undefined;
}
