import type { CatalogContext, FoundFile, FoundPackage } from "../../cataloger.ts";
import { fileName } from "../../file-name.ts";
import { problemEntry } from "../../formats/problem.ts";
import { decodeText } from "../../text/decode.ts";
import { readMetadata } from "./metadata.ts";
import { foundPythonPackage } from "./python-package.ts";

/** Whether a file is the metadata of an installed distribution: of a wheel, an egg, or a package of distutils. */
export function isMetadata(path: string, name: string = fileName(path)): boolean {
	if (name === "METADATA") return path.endsWith(".dist-info/METADATA");
	if (name === "PKG-INFO") return path.endsWith(".egg-info/PKG-INFO") || path.endsWith("/EGG-INFO/PKG-INFO");
	return name.endsWith(".egg-info");
}

/** The distribution that a metadata file is of. */
export function installedDistribution(context: CatalogContext, file: FoundFile): FoundPackage | undefined {
	const { path } = file;
	const { limits } = context;
	const metadata = readMetadata(decodeText(file.bytes), limits, (problem) => context.report(problemEntry(path, problem)));
	const found = foundPythonPackage({ name: metadata.name, version: metadata.version, licenses: metadata.licenses, path });
	if (found === undefined) {
		context.report(problemEntry(path, { code: "file-malformed", message: "expected metadata with a valid Name and Version" }));
	}
	return found;
}
