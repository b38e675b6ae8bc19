import { styleText } from "node:util";
import type { Severity } from "@plimsoll/core";

/** What a piece of text is, as far as its look goes. */
export type Tone = Severity | "title" | "quiet" | "good" | "bad" | "warning";

/** Gives a text the look of a tone. */
export type Painter = (tone: Tone, text: string) => string;

type Styles = Parameters<typeof styleText>[0];

const STYLES: Readonly<Record<Tone, Styles>> = {
	critical: ["bold", "white", "bgRed"],
	high: ["bold", "red"],
	medium: "yellow",
	low: "cyan",
	negligible: "gray",
	unknown: "magenta",
	title: "bold",
	quiet: "gray",
	good: ["bold", "green"],
	bad: ["bold", "red"],
	warning: ["bold", "yellow"],
};

/** A painter for a terminal with colours, or one that leaves texts as they are. */
export function painter(color: boolean): Painter {
	if (!color) return (_tone, text) => text;
	// The caller has decided on colours; the stream that Node would ask is not the one that is written to.
	return (tone, text) => styleText(STYLES[tone], text, { validateStream: false });
}
