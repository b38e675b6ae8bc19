/** What a purl type says about its names. */
export interface PurlType {
	/** Which parts are written in lower case. */
	readonly lower?: readonly ("namespace" | "name" | "version")[];
	/** Writes a name as the type demands, beyond lower case. */
	readonly normaliseName?: (name: string) => string;
	/** What joins namespace and name to the name that the ecosystem uses. Absent where the name stands alone. */
	readonly separator?: string;
	/** OSV's ecosystem. Absent for distributions, whose release counts, and for types without advisories. */
	readonly ecosystem?: string;
}

const BOTH = ["namespace", "name"] as const;

/**
 * Purl types by name, as far as they differ from a type that is exact and unknown to OSV.
 *
 * @see https://github.com/package-url/purl-spec/tree/main/types
 * @see https://ossf.github.io/osv-schema/#defined-ecosystems
 */
export const PURL_TYPES: ReadonlyMap<string, PurlType> = new Map<string, PurlType>([
	["alpm", { lower: BOTH }],
	["apk", { lower: BOTH }],
	["bitbucket", { lower: BOTH, separator: "/" }],
	["bitnami", { lower: ["name"], ecosystem: "Bitnami" }],
	["cargo", { ecosystem: "crates.io" }],
	["composer", { lower: BOTH, separator: "/", ecosystem: "Packagist" }],
	["conan", { ecosystem: "ConanCenter" }],
	["cran", { ecosystem: "CRAN" }],
	["deb", { lower: BOTH }],
	["gem", { ecosystem: "RubyGems" }],
	["github", { lower: BOTH, separator: "/" }],
	["githubactions", { separator: "/", ecosystem: "GitHub Actions" }],
	["gitlab", { lower: BOTH, separator: "/" }],
	["golang", { lower: BOTH, separator: "/", ecosystem: "Go" }],
	["hackage", { ecosystem: "Hackage" }],
	["hex", { lower: BOTH, ecosystem: "Hex" }],
	["huggingface", { lower: ["version"], separator: "/" }],
	["julia", { ecosystem: "Julia" }],
	["luarocks", { lower: ["namespace", "name", "version"], separator: "/" }],
	["maven", { separator: ":", ecosystem: "Maven" }],
	["npm", { lower: BOTH, separator: "/", ecosystem: "npm" }],
	["nuget", { ecosystem: "NuGet" }],
	["oci", { lower: ["name"] }],
	["opam", { ecosystem: "opam" }],
	["otp", { lower: BOTH }],
	["pub", { lower: ["name"], normaliseName: (name) => name.replaceAll("-", "_"), ecosystem: "Pub" }],
	["pypi", { lower: ["name"], normaliseName: (name) => name.replace(/[-_.]+/g, "-"), ecosystem: "PyPI" }],
	["qpkg", { lower: ["namespace"] }],
	["rpm", { lower: ["namespace"] }],
	["swift", { separator: "/", ecosystem: "SwiftURL" }],
	["vscode-extension", { lower: BOTH, separator: "/", ecosystem: "VSCode" }],
]);
