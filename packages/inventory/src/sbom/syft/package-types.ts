/** Purl types by what Syft calls the types of packages, where they are not the same. */
const TYPES: ReadonlyMap<string, string> = new Map([
	["R-package", "cran"],
	["bitnami", "bitnami"],
	["conan", "conan"],
	["dart-pub", "pub"],
	["deb", "deb"],
	["apk", "apk"],
	["rpm", "rpm"],
	["dotnet", "nuget"],
	["gem", "gem"],
	["github-action", "githubactions"],
	["go-module", "golang"],
	["hackage", "hackage"],
	["hex", "hex"],
	["java-archive", "maven"],
	["lua-rocks", "luarocks"],
	["npm", "npm"],
	["php-composer", "composer"],
	["python", "pypi"],
	["rust-crate", "cargo"],
	["swift", "swift"],
]);

/** The purl type of what Syft calls by one of its types; undefined where it has none that advisories know. */
export function purlTypeOfSyft(type: string): string | undefined {
	return TYPES.get(type);
}
