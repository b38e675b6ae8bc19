import type { CatalogContext, FoundFile, FoundPackage } from "../../cataloger.ts";
import { namesListed } from "../../names-listed.ts";
import type { EmbeddedProject } from "./archive-facts.ts";
import { readArchiveName } from "./archive-name.ts";
import { type WalkedArchive, walkArchive } from "./archive-walk.ts";
import { foundMavenPackage } from "./maven-package.ts";
import { type OwnIdentity, ownIdentity } from "./own-identity.ts";

/** What a file holds that its archives do not say themselves. */
interface Doubts {
	/** Archive and what was concluded. */
	readonly guessed: string[];
	/** Archives that nothing is known of. */
	readonly unknown: string[];
}

/**
 * Finds the packages of an archive and of those inside it.
 *
 * @returns whether there are any
 */
export function catalogArchive(context: CatalogContext, { path: container, bytes }: FoundFile): boolean {
	const { limits, report } = context;
	const doubts: Doubts = { guessed: [], unknown: [] };
	let found = false;
	walkArchive(container, bytes, limits, {
		archive: (archive) => {
			for (const one of packagesOf(archive, container, doubts)) {
				context.add(one);
				found = true;
			}
			for (const project of archive.facts.projects().filter((one) => packageOf(one, archive.path, container) === undefined)) {
				reportIncomplete(context, container, archive.path, project);
			}
		},
		problem: (path, problem) => report({ ...problem, message: `${path}: ${problem.message}`, path: container }),
	});
	reportDoubts(context, container, doubts);
	return found;
}

/** The projects that an archive names, and the archive itself where it is none of them. */
function* packagesOf(archive: WalkedArchive, container: string, doubts: Doubts): Generator<FoundPackage> {
	const { path, facts } = archive;
	const projects = facts.projects();
	for (const project of projects) {
		const found = packageOf(project, path, container);
		if (found !== undefined) yield found;
	}

	const own = ownIdentity(path, facts.manifest);
	const { program, version } = readArchiveName(path);
	const told = own === undefined ? projects.length + archive.nested > 0 : isAmong(own, version !== undefined, projects);
	if (!program || told) return;
	const license = facts.manifest.get("bundle-license");
	const licenses = license === undefined || license.length > 256 ? [] : [license];
	const found = own === undefined ? undefined : foundMavenPackage({ ...own, path, container: containerOf(path, container), licenses });
	if (own === undefined || found === undefined) {
		doubts.unknown.push(nameOf(path));
		return;
	}
	if (own.guessed !== undefined) doubts.guessed.push(`${nameOf(path)} (${own.guessed})`);
	yield found;
}

/**
 * Whether an archive is one of the projects that it names: files are renamed, so one of its version is taken for it, and any
 * where neither a group nor the file's name says that it is something of its own.
 *
 * @param named whether the file's name has a version
 */
function isAmong(own: OwnIdentity, named: boolean, projects: readonly EmbeddedProject[]): boolean {
	if (projects.some(({ artifactId, version }) => artifactId === own.artifactId || version === own.version)) return true;
	return projects.length > 0 && own.groupId === undefined && !named;
}

function packageOf(project: EmbeddedProject, path: string, container: string): FoundPackage | undefined {
	const { groupId, artifactId, version, licenses } = project;
	if (groupId === undefined) return undefined;
	return foundMavenPackage({ groupId, artifactId, version, licenses, path, container: containerOf(path, container) });
}

function containerOf(path: string, container: string): string | undefined {
	return path === container ? undefined : container;
}

function reportIncomplete({ report }: CatalogContext, container: string, path: string, project: EmbeddedProject): void {
	const { groupId = "?", artifactId = "?", version = "?" } = project;
	const message = `${path}: ${project.folder} names no whole coordinates (${groupId}:${artifactId}:${version})`;
	report({ code: "file-malformed", message, path: container });
}

function reportDoubts({ report }: CatalogContext, container: string, { guessed, unknown }: Doubts): void {
	if (guessed.length > 0) {
		const message = `${container}: told by manifest and file name, not by Maven's own files: ${namesListed(guessed)}`;
		report({ code: "identity-guessed", message, path: container });
	}
	if (unknown.length > 0) {
		const message = `${container}: neither name and version in a manifest nor a file name with both: ${namesListed(unknown)}`;
		report({ code: "identity-unknown", message, path: container });
	}
}

function nameOf(path: string): string {
	return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf(":")) + 1);
}
