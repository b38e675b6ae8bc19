import type { Reporter } from "../reporter.ts";

/** For a person at a terminal: findings grouped by package, worst first, then what to do and the verdict. */
export const table: Reporter = {
	format: "table",
	description: "for people: findings by package, what to do first, the verdict",
	load: async () => (await import("./render.ts")).render,
	loadSet: async () => (await import("./render.ts")).renderSet,
};
