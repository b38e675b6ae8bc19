import type { Reporter } from "../reporter.ts";

/** For programs: everything that was established, versioned and with a schema (`schemas/report-1.schema.json`). */
export const json: Reporter = {
	format: "json",
	description: "for programs: all packages, findings and coverage, with a schema",
	load: async () => (await import("./render.ts")).render,
	loadSet: async () => (await import("./render.ts")).renderSet,
};
