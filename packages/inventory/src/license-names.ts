/** Longer is a licence's text, not its name. */
const MAX_LENGTH = 256;

/** More on one package are not its licences. */
const MAX_NAMES = 64;

/** Those of some foreign values that can be the name of a licence. */
export function licenseNames(values: readonly unknown[]): readonly string[] {
	return values
		.filter((value) => typeof value === "string" && value.trim() !== "" && value.length <= MAX_LENGTH)
		.slice(0, MAX_NAMES) as string[];
}
