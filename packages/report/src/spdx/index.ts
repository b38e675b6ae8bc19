import type { Render, Reporter } from "../reporter.ts";

/** For tools that keep inventories: SPDX JSON; version 3.0 is JSON-LD. */
export const spdxJson: Reporter = {
	format: "spdx-json",
	description: "for inventories: SPDX JSON",
	versions: ["2.3", "3.0", "2.2"],
	omits: [],
	load: async (): Promise<Render> => {
		const [{ renderJson }, { renderJsonLd }] = await Promise.all([import("./v2/render-json.ts"), import("./v3/render.ts")]);
		return (report, options) => (options.version === "3.0" ? renderJsonLd(report, options) : renderJson(report, options));
	},
};

/** The same as the text that people can read. */
export const spdxTagValue: Reporter = {
	format: "spdx-tag-value",
	description: "for inventories: SPDX tag-value",
	versions: ["2.3", "2.2"],
	omits: [],
	load: async () => (await import("./v2/render-tag-value.ts")).renderTagValue,
};
