import { type Command, InvalidArgumentError, Option } from "commander";

/** A command-line option as data. */
export interface Flag<Value> {
	/** In Commander's notation: `-f, --format <format>`. */
	readonly flags: string;
	readonly description: string;
	readonly default?: Value;
	/** Turns the text into the value; throws `InvalidArgumentError` with what was expected. Given `previous` for repeated options. */
	readonly parse?: (text: string, previous: Value | undefined) => Value;
}

/** A flag for each option of a command: one that is missing or superfluous does not compile. */
export type FlagsOf<Options> = { readonly [Name in keyof Required<Options>]: Flag<Options[Name]> };

/** Adds a command's flags to it, in their order. */
export function addFlags<Options extends object>(command: Command, flags: FlagsOf<Options>): void {
	for (const flag of Object.values(flags) as readonly Flag<unknown>[]) {
		const option = new Option(flag.flags, flag.description);
		if (flag.parse !== undefined) option.argParser(flag.parse);
		if (flag.default !== undefined) option.default(flag.default);
		command.addOption(option);
	}
}

/** Says that an option's value is not what it should be. */
export function invalid(expected: string): InvalidArgumentError {
	return new InvalidArgumentError(`Expected ${expected}.`);
}
