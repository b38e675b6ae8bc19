import type { ExcerptReader } from "@plimsoll/oci";
import type { CatalogContext, FoundFile, PassingFile } from "../../cataloger.ts";
import { archivedFileReader, parseArchivedFile } from "../../excerpts/archived-file.ts";
import { fileName } from "../../file-name.ts";
import { problemEntry } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import { readMetadata } from "./metadata.ts";
import { foundPythonPackage } from "./python-package.ts";

/** `NAME-VERSION.dist-info/METADATA` at the top of a wheel. */
const METADATA = /^[^/]+\.dist-info\/METADATA$/;

/** `NAME-VERSION(-BUILD)-PYTHON-ABI-PLATFORM.whl`; neither name nor version has a dash. */
const FILE_NAME = /^([^-]+)-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/;

/** Reads wheels that pass by: archives that something may still be installed of. */
export function readWheel(passing: PassingFile): ExcerptReader | undefined {
	return passing.file.path.endsWith(".whl") ? archivedFileReader(passing, (name) => METADATA.test(name)) : undefined;
}

/**
 * Says that the distribution in a wheel was found. One that cannot be looked into has its name and version in its file's name.
 *
 * @see https://packaging.python.org/en/latest/specifications/binary-distribution-format/
 */
export function addWheel(context: CatalogContext, { path: container, bytes }: FoundFile): void {
	const { value: archived, problem } = parseArchivedFile(bytes);
	const path = archived === undefined ? container : `${container}:${archived.name}`;
	const metadata = archived && readMetadata(decodeText(archived.bytes), context.limits, (one) => context.report(problemEntry(path, one)));
	const [, name, version] = FILE_NAME.exec(fileName(container)) ?? [];
	const found = foundPythonPackage({
		name: metadata?.name ?? name,
		version: metadata?.version ?? version,
		licenses: metadata?.licenses ?? [],
		path,
		container,
	});
	if (found !== undefined) context.add(found);
	if (found === undefined) {
		context.report(
			problemEntry(container, problem ?? { code: "file-malformed", message: "expected metadata with a valid Name and Version" }),
		);
	} else if (problem !== undefined) {
		const message = `${container}: told by its file name alone, since ${problem.message}`;
		context.report({ code: "identity-guessed", message, path: container });
	}
}
