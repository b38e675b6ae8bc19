import type { Hash } from "@plimsoll/core";
import type { FoundPackage, JavaIndex } from "../../cataloger.ts";
import type { ArchiveExcerpt, KeptArchive } from "./archive-excerpt.ts";
import { type EmbeddedDependency, type EmbeddedProject, isEmbedded } from "./archive-facts.ts";
import { readArchiveName } from "./archive-name.ts";
import { licensesOf } from "./manifest-licenses.ts";
import { foundMavenPackage } from "./maven-package.ts";
import { type OwnIdentity, ownIdentity } from "./own-identity.ts";

/** A package of an archive, and what it needs. */
export interface ArchivePackage {
	readonly found: FoundPackage;
	readonly needs: readonly EmbeddedDependency[];
}

/** What a file holds that its archives do not say themselves, each by the name of an archive. */
export interface Doubts {
	/** With what was concluded. */
	readonly guessed: readonly string[];
	/** Nothing is known of these. */
	readonly unknown: readonly string[];
	/** Projects that do not name themselves wholly, with the path of their archive. */
	readonly incomplete: readonly { readonly path: string; readonly project: EmbeddedProject }[];
}

/** A project and the package it is. */
interface EmbeddedPackage {
	readonly project: EmbeddedProject;
	readonly found: FoundPackage;
}

/** Concludes from what is kept of an archive file which packages are in it. */
export class ArchivePackages implements Doubts {
	readonly packages: ArchivePackage[] = [];
	readonly guessed: string[] = [];
	readonly unknown: string[] = [];
	readonly incomplete: { readonly path: string; readonly project: EmbeddedProject }[] = [];
	readonly #container: string;
	readonly #index: JavaIndex | undefined;
	/** For each archive the package that it is, or else the nearest one around it. */
	readonly #holders: (string | undefined)[] = [];

	/** @param container the file */
	constructor(container: string, { archives }: ArchiveExcerpt, index: JavaIndex | undefined) {
		this.#container = container;
		this.#index = index;
		for (const archive of archives) this.#take(archive);
	}

	#take(archive: KeptArchive): void {
		const path = archive.path === "" ? this.#container : `${this.#container}:${archive.path}`;
		const around = archive.parent === undefined ? undefined : this.#holders[archive.parent];
		const place = archive.path === "" ? { path } : { path, container: this.#container };
		const embedded = this.#embedded(archive, place);
		const own = archive.kind === "wrapper" ? undefined : this.#own(archive, place, embedded);
		if (own !== undefined) {
			const hashes = hashesOf(archive);
			const licenses = own.found.licenses.length > 0 ? own.found.licenses : licensesOf(archive.manifest);
			this.#add({ ...own.found, hashes, licenses }, around, own.project);
		}
		const holder = own?.found.purl ?? around;
		for (const { found, project } of embedded) if (project !== own?.project) this.#add(found, holder, project);
		this.#holders.push(holder);
	}

	#add(found: FoundPackage, holder: string | undefined, project: EmbeddedProject | undefined): void {
		const contained = holder === undefined || holder === found.purl ? {} : { containedIn: [holder] };
		this.packages.push({ found: { ...found, ...contained }, needs: project?.dependencies ?? [] });
	}

	#embedded({ projects }: KeptArchive, place: Place): EmbeddedPackage[] {
		const embedded: EmbeddedPackage[] = [];
		const named = readArchiveName(place.path);
		for (const project of projects) {
			const { groupId, artifactId, licenses } = project;
			// A parent that is not there, or a property of the build, may have the version.
			const isNamed = project.version === undefined && artifactId === named.name && named.version !== undefined;
			if (isNamed) this.guessed.push(`${nameOf(place.path)} (version by the file's name)`);
			const version = isNamed ? named.version : project.version;
			const found = groupId === undefined ? undefined : foundMavenPackage({ groupId, artifactId, version, licenses, ...place });
			if (found !== undefined) embedded.push({ project, found });
			else if (isEmbedded(`${project.folder}/pom.xml`)) this.incomplete.push({ path: place.path, project });
		}
		return embedded;
	}

	/** The package that an archive itself is: one of the projects it names, or one of its own. */
	#own(
		archive: KeptArchive,
		place: Place,
		embedded: readonly EmbeddedPackage[],
	): { readonly found: FoundPackage; readonly project?: EmbeddedProject } | undefined {
		const published = this.#index?.(archive.sha1);
		if (published !== undefined) {
			const found = foundMavenPackage({ groupId: published.group, artifactId: published.artifact, version: published.version, ...place });
			const same = embedded.find((one) => one.found.purl === found?.purl);
			if (found !== undefined) return same ?? { found };
		}
		const named = readArchiveName(place.path);
		if (!named.program || archive.manifest.has("weave-classes")) return onlyOf(embedded);

		const own = ownIdentity(place.path, archive.manifest);
		if (own === undefined && archive.projects.length + archive.nested > 0) return onlyOf(embedded);
		if (own !== undefined && isAmong(own, named.version !== undefined, archive.projects)) return ownAmong(own, embedded);
		return this.#concluded(own, place);
	}

	#concluded(own: OwnIdentity | undefined, place: Place): { readonly found: FoundPackage } | undefined {
		const found = own === undefined ? undefined : foundMavenPackage({ ...own, ...place });
		const name = nameOf(place.path);
		if (own === undefined || found === undefined) {
			this.unknown.push(name);
			return undefined;
		}
		if (own.guessed !== undefined) this.guessed.push(`${name} (${own.guessed})`);
		return { found };
	}
}

interface Place {
	readonly path: string;
	readonly container?: string;
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

/** Which of its projects an archive is: the one of its name, else the only one of its version, else the only one. */
function ownAmong(own: OwnIdentity, embedded: readonly EmbeddedPackage[]): EmbeddedPackage | undefined {
	const ofName = embedded.find(({ project }) => project.artifactId === own.artifactId);
	return ofName ?? onlyOf(embedded.filter(({ project }) => project.version === own.version)) ?? onlyOf(embedded);
}

function onlyOf(embedded: readonly EmbeddedPackage[]): EmbeddedPackage | undefined {
	return embedded.length === 1 ? embedded[0] : undefined;
}

function hashesOf({ sha1, sha256 }: KeptArchive): readonly Hash[] {
	return [
		{ algorithm: "sha1", value: sha1 },
		{ algorithm: "sha256", value: sha256 },
	];
}

function nameOf(path: string): string {
	return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf(":")) + 1);
}
