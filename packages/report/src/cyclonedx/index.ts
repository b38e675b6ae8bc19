import type { Reporter } from "../reporter.ts";
import { CYCLONEDX_VERSIONS } from "./versions.ts";

/** For tools that keep inventories: a CycloneDX bill of materials, with vulnerabilities where any were looked for. */
export const cyclonedx: Reporter = {
	format: "cyclonedx",
	description: "for inventories: CycloneDX JSON",
	versions: CYCLONEDX_VERSIONS,
	omits: [],
	load: async () => (await import("./json/render.ts")).render,
};

/** The same as XML. */
export const cyclonedxXml: Reporter = {
	format: "cyclonedx-xml",
	description: "for inventories: CycloneDX XML",
	versions: CYCLONEDX_VERSIONS,
	omits: [],
	load: async () => (await import("./xml/render.ts")).render,
};
