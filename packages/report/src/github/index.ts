import type { Reporter } from "../reporter.ts";

/** For GitHub's dependency graph: a snapshot as the dependency submission API takes it. */
export const github: Reporter = {
	format: "github",
	description: "for GitHub's dependency graph: a dependency submission snapshot",
	omits: [
		"operating system",
		"image digest",
		"facts of the subject",
		"coverage",
		"licences",
		"hashes",
		"CPEs",
		"suppliers",
		"ecosystems",
		"architectures",
		"source packages",
		"owners",
		"containment",
		"layers",
	],
	load: async () => (await import("./render.ts")).render,
};
