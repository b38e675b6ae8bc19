import type { Reporter } from "../reporter.ts";

/** For code scanning: SARIF 2.1.0 within the limits that GitHub sets. */
export const sarif: Reporter = {
	format: "sarif",
	description: "for code scanning: SARIF 2.1.0",
	load: async () => (await import("./render.ts")).render,
	loadSet: async () => (await import("./render.ts")).renderSet,
};
