import type { Limits } from "@plimsoll/core";
import { LineCursor } from "../../text/line-cursor.ts";

/**
 * The modules that a `go.sum` has the hash of as a whole, not only of their `go.mod`, with their versions. Of several versions the
 * last counts: Go orders them, and builds with the highest.
 *
 * @see https://go.dev/ref/mod#go-sum-files
 */
export function readGoSum(text: string, { maxLineBytes }: Limits): ReadonlyMap<string, string> {
	const lines = new LineCursor(text, maxLineBytes);
	const modules = new Map<string, string>();
	while (lines.next()) {
		const [path, version, hash] = lines.line.trim().split(/\s+/, 3);
		if (path !== undefined && version !== undefined && hash !== undefined && !version.endsWith("/go.mod")) modules.set(path, version);
	}
	return modules;
}
