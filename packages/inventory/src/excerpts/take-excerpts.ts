import type { FileHeading, TakesExcerpt } from "@plimsoll/oci";
import type { Cataloger } from "../cataloger.ts";
import { executableReaders } from "../executables/executable-reader.ts";
import { BufferPool } from "./buffer-pool.ts";
import { CombinedReader } from "./combined-reader.ts";
import type { ExcerptOptions } from "./excerpt-options.ts";
import { CatalogerReader, type PartReader } from "./part-reader.ts";

/** Takes excerpts of files, for the catalogers that look into them in passing. */
export function takeExcerpts(catalogers: readonly Cataloger[], options: ExcerptOptions): TakesExcerpt {
	const pool = new BufferPool();
	const executable = executableReaders(catalogers, { ...options, pool });
	const reading = catalogers.filter(({ excerpts }) => excerpts !== undefined);
	return (file: FileHeading) => {
		const passing = { file, pool, ...options };
		const readers: PartReader[] = [];
		for (const { id, excerpts } of reading) {
			const reader = excerpts?.(passing);
			if (reader !== undefined) readers.push(new CatalogerReader(id, reader));
		}
		const own = executable(file);
		if (own !== undefined) readers.push(own);
		return readers.length === 0 ? undefined : new CombinedReader(readers);
	};
}
