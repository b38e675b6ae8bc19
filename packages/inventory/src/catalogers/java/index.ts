import type { Cataloger } from "../../cataloger.ts";
import { isEmbedded } from "./archive-facts.ts";
import { archiveKind } from "./archive-kind.ts";
import { archiveReader } from "./archive-reader.ts";
import { catalogJava, isProject } from "./catalog.ts";
import { lockReaderOf } from "./declared-formats.ts";
import { excerptNativeImage, GZIP_MARK } from "./native-image.ts";

/** Java packages: archives however nested, native executables, projects of Maven, locks of Gradle and sbt. */
export const java: Cataloger = {
	id: "java",
	version: 2,
	kind: "language",
	wants,
	catalog: catalogJava,
	excerpts: archiveReader,
	executables: { excerpt: excerptNativeImage, mark: GZIP_MARK },
};

function wants(path: string, name: string, isMissed = false): boolean {
	if (name === "pom.properties") return isEmbedded(path);
	return (isMissed && archiveKind(name) !== undefined) || (name === "pom.xml" && isProject(path)) || lockReaderOf(path, name) !== undefined;
}
