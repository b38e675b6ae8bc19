import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { problemEntry } from "../../formats/problem.ts";
import { lockReaderOf } from "./declared-formats.ts";
import { foundMavenPackage } from "./maven-package.ts";
import { MAX_RESOLVED, PomDependencies } from "./pom-dependencies.ts";
import { type PomModel, readPom } from "./pom-model.ts";
import { PomProjects } from "./pom-projects.ts";

/** Adds what locks name. */
export function addLocked(context: CatalogContext, { path, bytes }: FoundFile): void {
	const { limits, report } = context;
	lockReaderOf(path)?.({
		path,
		bytes,
		limits,
		declared: (artifact) => {
			const found = typeof artifact.groupId === "string" ? foundMavenPackage({ ...artifact, path }) : undefined;
			if (found !== undefined) context.add(found);
			else report(problemEntry(path, { code: "file-malformed", message: "an entry without a valid group, artifact and version" }));
		},
		problem: (problem) => report(problemEntry(path, problem)),
	});
}

/** Adds what projects depend on directly, themselves or by their parents. What those depend on in turn only a build knows. */
export function addProjects(context: CatalogContext, files: readonly FoundFile[]): void {
	const { tree, limits, report } = context;
	const models = new Map<string, PomModel>();
	for (const { path, bytes } of files)
		models.set(
			path,
			readPom(bytes, limits, (problem) => report(problemEntry(path, problem))),
		);

	const projects = new PomProjects(tree, models);
	const dependencies = new PomDependencies(projects);
	for (const path of models.keys()) {
		addProject(context, path, projects, dependencies);
		if (dependencies.exhausted) {
			const message = `${path}: more than ${MAX_RESOLVED} dependencies in all projects; the rest of them is left out`;
			report({ code: "file-limit", message, path });
			break;
		}
	}
}

function addProject(context: CatalogContext, path: string, projects: PomProjects, dependencies: PomDependencies): void {
	const { report } = context;
	const lineage = projects.lineageOf(path, report);
	if (lineage === undefined) return;

	const onMissing = (name: string): void =>
		report({ code: "reference-ignored", message: `${path}: it imports the versions of ${name}, which is not in the subject`, path });
	for (const { groupId, artifactId, version, scope } of dependencies.of(lineage, onMissing)) {
		const found =
			groupId === undefined
				? undefined
				: foundMavenPackage({ groupId, artifactId, version, path, direct: true, development: scope === "test" });
		if (found !== undefined) {
			context.add(found);
			continue;
		}
		const name = `${groupId ?? "?"}:${artifactId ?? "?"}`;
		report({ code: "version-unresolved", message: `${path}: no version of ${name} can be told from the files here`, path });
	}
}
