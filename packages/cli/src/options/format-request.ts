import { reporters } from "@plimsoll/report";
import { invalid } from "./flag.ts";

/** One `--format`: a format's name, its version and the file it goes to, where they are named with it. */
export interface FormatRequest {
	readonly format: string;
	readonly version?: string;
	readonly file?: string;
}

/** Reads `NAME[@VERSION][=FILE]`. */
export function parseFormat(text: string): FormatRequest {
	const [wanted = "", ...rest] = text.split("=");
	const [name = "", ...versions] = wanted.trim().toLowerCase().split("@");
	const reporter = reporters.find(({ format }) => format === name);
	if (reporter === undefined) throw invalid(`one of ${reporters.map(({ format }) => format).join(", ")}`);

	const request = versions.length === 0 ? { format: name } : { format: name, version: versionOf(versions.join("@"), reporter.versions) };
	if (rest.length === 0) return request;

	const file = rest.join("=");
	if (file === "") throw invalid("a file name behind the =");
	return { ...request, file };
}

function versionOf(version: string, known: readonly string[] = []): string {
	if (known.includes(version)) return version;
	throw invalid(known.length === 0 ? "no version: the format has only one" : `one of the versions ${known.join(", ")} behind the @`);
}
