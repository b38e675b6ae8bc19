import type { Reporter } from "../reporter.ts";

/** For tools that keep inventories: a CycloneDX 1.6 bill of materials with vulnerabilities. */
export const cyclonedx: Reporter = {
	format: "cyclonedx",
	description: "for inventories: CycloneDX 1.6 with vulnerabilities",
	load: async () => (await import("./render.ts")).render,
};
