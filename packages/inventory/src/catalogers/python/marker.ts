/** What is known of where a distribution is installed. */
export interface MarkerEnvironment {
	/** As `[3, 11]`; undefined where the folder does not say. */
	readonly pythonVersion: readonly [number, number] | undefined;
	/** Whether it is Linux, as in an image; undefined where nobody says. */
	readonly isLinux: boolean | undefined;
}

/** A comparison of a variable with a text. */
const CLAUSE = /^\(*\s*([a-z_.]+)\s*(===?|!=|<=?|>=?|~=)\s*["']([^"']*)["']\s*\)*$/;

/** Variables of the platform, with what they are on Linux. */
const ON_LINUX: ReadonlyMap<string, string> = new Map([
	["sys_platform", "linux"],
	["platform_system", "Linux"],
	["os_name", "posix"],
]);

/**
 * Whether a requirement with an environment marker may hold: true unless it certainly does not. Requirements of extras do not,
 * since nobody recorded which extras were asked for.
 *
 * @see https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers
 */
export function mayHold(marker: string, environment: MarkerEnvironment): boolean {
	if (/\bextra\b/.test(marker)) return false;
	// Only parts that all have to hold can be judged one by one.
	if (/\bor\b/.test(marker)) return true;
	return marker.split(/\sand\s/).every((clause) => mayClauseHold(clause, environment));
}

function mayClauseHold(clause: string, environment: MarkerEnvironment): boolean {
	const [, variable = "", operator = "", value = ""] = CLAUSE.exec(clause.trim()) ?? [];
	if (variable === "python_version") return mayVersionHold(environment.pythonVersion, operator, value);

	const onLinux = environment.isLinux === true ? ON_LINUX.get(variable) : undefined;
	if (onLinux === undefined) return true;
	if (operator === "==") return value === onLinux;
	return operator !== "!=" || value !== onLinux;
}

function mayVersionHold(found: MarkerEnvironment["pythonVersion"], operator: string, value: string): boolean {
	const [, major, minor] = /^(\d+)(?:\.(\d+))?$/.exec(value) ?? [];
	if (found === undefined || major === undefined || minor === undefined) return true;

	const order = found[0] - Number(major) || found[1] - Number(minor);
	switch (operator) {
		case "==":
			return order === 0;
		case "!=":
			return order !== 0;
		case "<":
			return order < 0;
		case "<=":
			return order <= 0;
		case ">":
			return order > 0;
		case ">=":
			return order >= 0;
		default:
			return true;
	}
}
