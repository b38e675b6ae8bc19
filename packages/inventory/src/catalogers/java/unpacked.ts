import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { problemEntry } from "../../formats/problem.ts";
import { ArchiveFacts } from "./archive-facts.ts";
import { foundMavenPackage } from "./maven-package.ts";

/** Adds the projects of archives that lie there unpacked, as application servers and layered images have them. */
export function addUnpacked(context: CatalogContext, files: readonly FoundFile[]): void {
	for (const { path, bytes } of files) {
		// A model beside it only adds what is known from its properties anyway.
		if (!path.endsWith("/pom.properties")) continue;

		const report = (message: string): void => context.report(problemEntry(path, { code: "file-malformed", message }));
		const facts = new ArchiveFacts(context.limits, (problem) => context.report(problemEntry(path, problem)));
		facts.take(path, bytes);
		for (const { groupId, artifactId, version } of facts.projects()) {
			const found = groupId === undefined ? undefined : foundMavenPackage({ groupId, artifactId, version, path });
			if (found !== undefined) context.add(found);
			else report("expected a valid groupId, artifactId and version");
		}
	}
}
