/** How fixtures that lie about under names of their own are called in a project. The first that fits counts. */
const NAMES: readonly (readonly [pattern: RegExp, name: string])[] = [
	[/pnpm-lock.*\.ya?ml$/, "pnpm-lock.yaml"],
	[/package-lock.*\.json$/, "package-lock.json"],
	[/yarn.*\.lock$/, "yarn.lock"],
	[/bun.*\.lock$/, "bun.lock"],
	[/deno.*\.lock$/, "deno.lock"],
	[/package\.json$|^package-.*\.json$/, "package.json"],
	[/^Pipfile.*\.lock$/, "Pipfile.lock"],
	[/poetry.*\.lock$/, "poetry.lock"],
	[/^uv.*\.lock$/, "uv.lock"],
	[/^pdm.*\.lock$/, "pdm.lock"],
	[/requirements?.*\.txt$/, "requirements.txt"],
	[/\.METADATA$/, "fixture.dist-info/METADATA"],
	[/\.PKG-INFO$/, "fixture.egg-info/PKG-INFO"],
	[/\.egg-info$/, "fixture.egg-info"],
	[/gomod.*\.mod$|^go\.mod/, "go.mod"],
	[/[Cc]argo.*\.lock/, "Cargo.lock"],
	[/composer.*\.lock$/, "composer.lock"],
	[/installed\.json$/, "vendor/composer/installed.json"],
	[/Gemfile.*\.lock$/, "Gemfile.lock"],
	[/\.gemspec$/, "specifications/fixture.gemspec"],
	[/\.deps\.json$/, "app.deps.json"],
	[/packages[._]lock.*\.json$/, "packages.lock.json"],
	[/packages?\.config$|_package\.config$/, "packages.config"],
	[/Packages\.props$|packages\.props$/, "Directory.Packages.props"],
	[/\.(?:cs|fs|vb)proj$/, "app.csproj"],
	[/gradle.*\.lockfile$/, "gradle.lockfile"],
	[/sbt\.lock$/, "build.sbt.lock"],
	[/pom.*\.xml$|^pom\.xml$/, "pom.xml"],
	[/pom\.properties$/, "META-INF/maven/group/artifact/pom.properties"],
	[/\.(?:jar|war|ear|par|hpi)$/, "*"],
	[/\.(?:elf|macho|exe|dll)$/, "*"],
];

/**
 * The path at which a fixture has to lie so that scanners look at it; undefined for a file that is no fixture of its own.
 *
 * @param file the name of the fixture
 */
export function canonicalName(file: string): string | undefined {
	const name = NAMES.find(([pattern]) => pattern.test(file))?.[1];
	return name === "*" ? file : name;
}
