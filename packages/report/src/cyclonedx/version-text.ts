/** The longest version that the schema allows. */
const MAX_CHARACTERS = 1024;

/** A version as the schema allows it. */
export function versionText(version: string): string {
	return version.slice(0, MAX_CHARACTERS);
}
