import { posix } from "node:path";
import type { Declaration } from "./declaration.ts";

/** The content of a file beside a declaration; undefined where there is none. */
export function readSibling({ path, tree }: Declaration, name: string): Uint8Array | undefined {
	const entry = tree.stat(posix.join(posix.dirname(path), name));
	return entry?.kind === "file" ? tree.content(entry) : undefined;
}
