import type { Pattern } from "./pattern.ts";

/** Software that is told by the names and bytes of its files. */
export interface Classifier {
	/** As people and purls call it. Those of one name differ in nothing but files and patterns. */
	readonly name: string;
	/**
	 * Names of its files, or ends of their paths; `*` stands for any characters but slashes. Not before or among the letters that
	 * a name begins with.
	 */
	readonly files: readonly string[];
	/** The most telling first: of those that are found in a file, the first counts. */
	readonly versions: readonly Pattern[];
	/** `vendor:product` of each CPE name. */
	readonly cpes?: readonly string[];
	/** Of the purl, where it is not just `pkg:generic/NAME`. */
	readonly type?: string;
	readonly namespace?: string;
	/** The Go module that it is the program of; `{major}` stands for the first number of its version. */
	readonly module?: string;
	/** Whether the folder that its `bin` lies in holds nothing else. */
	readonly hasHome?: true;
}
