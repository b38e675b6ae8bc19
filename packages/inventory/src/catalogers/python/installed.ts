import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { fileName } from "../../file-name.ts";
import { problemEntry } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import type { InstalledDistribution } from "./installed-distributions.ts";
import { readMetadata } from "./metadata.ts";

/** Folders of metadata, whose name may be all capitals; a dot stands in front of it unless the folder has no other name. */
const METADATA_FILE = /dist-info\/METADATA$/i;
const INFO_FILE = /egg-info\/PKG-INFO$/i;

/** Whether a file is the metadata of an installed distribution: of a wheel, an egg, or a package of distutils. */
export function isMetadata(path: string, name: string = fileName(path)): boolean {
	if (name === "METADATA") return METADATA_FILE.test(path);
	if (name === "PKG-INFO") return INFO_FILE.test(path);
	return name.endsWith(".egg-info");
}

/** The distribution that a metadata file is of. */
export function installedDistribution(context: CatalogContext, { path, bytes }: FoundFile): InstalledDistribution | undefined {
	const metadata = readMetadata(decodeText(bytes), context.limits, (problem) => context.report(problemEntry(path, problem)));
	const { name, version } = metadata;
	if (name !== undefined && version !== undefined) return { ...metadata, name, version, path };

	context.report(problemEntry(path, { code: "file-malformed", message: "expected metadata with a valid Name and Version" }));
	return undefined;
}
