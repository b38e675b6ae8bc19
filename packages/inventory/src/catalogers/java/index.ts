import type { Cataloger } from "../../cataloger.ts";
import { isFact } from "./archive-facts.ts";
import { isArchive } from "./archive-name.ts";
import { catalogJava, isProject } from "./catalog.ts";
import { lockReaderOf } from "./declared-formats.ts";

/** Java packages: archives however nested, projects of Maven, locks of Gradle and sbt. */
export const java: Cataloger = { id: "java", version: 1, kind: "language", wants, catalog: catalogJava };

function wants(path: string, name: string): boolean {
	if (name === "pom.properties") return isFact(path);
	return isArchive(name) || (name === "pom.xml" && isProject(path)) || lockReaderOf(path, name) !== undefined;
}
