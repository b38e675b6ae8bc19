import { readFileSync } from "node:fs";
import type { Tool } from "@plimsoll/core";

/** This program, as reports name it. */
export function thisTool(): Tool {
	const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { readonly version: string };
	return { name: "plimsoll", version: manifest.version };
}
