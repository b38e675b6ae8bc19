import type { ExcerptReader } from "@plimsoll/oci";
import type { PassingFile } from "../../cataloger.ts";
import { fileName } from "../../file-name.ts";
import { isIdentifier } from "../../identifier.ts";
import { ByteSearch } from "./byte-search.ts";
import { candidatesFor } from "./candidates.ts";
import type { Classifier } from "./classifier.ts";

/** What a file was told to be; kept as JSON. */
export interface Classification {
	/** {@link Classifier.name} */
	readonly name: string;
	readonly version: string;
	/** Whether the version may be that of something else in the file. */
	readonly isGuess: boolean;
}

/** Reads a file in passing that may be software by its name; undefined for every other. */
export function classify({ file, pool }: PassingFile): ExcerptReader | undefined {
	const candidates = candidatesFor(file.path);
	if (candidates.length === 0) return undefined;

	const patterns = candidates.flatMap((classifier) => classifier.versions.map((pattern) => ({ classifier, pattern })));
	const hint = /\d+\.\d+/.exec(fileName(file.path))?.[0];
	const search = new ByteSearch(
		patterns.map(({ pattern }) => pattern),
		hint,
		pool,
	);
	return {
		push: (bytes) => search.push(bytes),
		end: () => {
			search.end();
			for (const [index, version] of search.versions.entries()) {
				const found = patterns[index];
				if (found !== undefined && isIdentifier(version)) return write(found.classifier, version, found.pattern.isGuess === true);
			}
			return undefined;
		},
	};
}

function write({ name }: Classifier, version: string, isGuess: boolean): Uint8Array {
	return Buffer.from(JSON.stringify({ name, version, isGuess } satisfies Classification));
}
