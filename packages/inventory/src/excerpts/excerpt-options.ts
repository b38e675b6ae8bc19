import type { Limits } from "@plimsoll/core";

/** How excerpts are taken. */
export interface ExcerptOptions {
	readonly subject: "image" | "directory";
	readonly limits: Limits;
}
