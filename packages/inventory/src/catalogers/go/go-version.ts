/**
 * The version of the standard library that comes with a toolchain, as advisories write it: `go1.22.5` is `1.22.5`, `go1.20` is
 * `1.20.0`, `go1.21rc2` is `1.21.0-rc.2`. What distributors and experiments append does not count. Undefined for a toolchain
 * between releases.
 */
export function standardLibraryVersion(toolchain: string): string | undefined {
	const [, release, patch = "0", phase, number] = /^(?:go)?(1\.\d+)(?:\.(\d+))?(?:(rc|beta)(\d+))?/.exec(toolchain) ?? [];
	if (release === undefined) return undefined;
	return phase === undefined ? `${release}.${patch}` : `${release}.${patch}-${phase}.${number}`;
}
