import { readArchiveName } from "./archive-name.ts";
import { knownGroupOf } from "./known-groups.ts";
import type { Manifest } from "./manifest.ts";
import { isCoordinate } from "./maven-package.ts";

/** What an archive is, concluded from its manifest and its name. */
export interface OwnIdentity {
	readonly groupId: string | undefined;
	readonly artifactId: string;
	readonly version: string;
	/** What was concluded from the name of the file alone, or not at all; undefined where the manifest tells everything. */
	readonly guessed: string | undefined;
}

interface Group {
	readonly groupId: string;
	/** Present where it is no more than likely. */
	readonly guessed: string | undefined;
}

const JENKINS_PLUGINS = "org.jenkins-ci.plugins";

/** Attributes that tell a version, the most telling first. */
const VERSIONS = ["implementation-version", "bundle-version", "specification-version"];

/**
 * Concludes what an archive without `pom.properties` is. Manifests were not made for coordinates:
 *
 * - plug-ins of Jenkins say all three,
 * - the artifact is what the file is named, `name-version.jar`; else a title or symbolic name that could be one,
 * - the version is the file's, else the manifest's: builds often write that of a whole product into every manifest,
 * - the group is what `group#artifact;version` titles say, what is known of the artifact, what stands before the artifact in
 *   a symbolic name or in its own name, or the vendor's id.
 *
 * @returns undefined where there is no name or no version
 */
export function ownIdentity(path: string, manifest: Manifest): OwnIdentity | undefined {
	const plugin = jenkinsPlugin(manifest);
	if (plugin !== undefined) return plugin;

	const told = VERSIONS.map((attribute) => versionIn(manifest.get(attribute))).filter((version) => version !== undefined);
	const named = readArchiveName(path, told);
	const artifactId = named.version === undefined ? artifactOf(named.name, manifest) : named.name;
	const version = named.version ?? told[0];
	if (version === undefined || !isCoordinate(artifactId)) return undefined;

	const { groupId, guessed: byWhat } = groupOf(artifactId, version, manifest) ?? { groupId: undefined, guessed: "no group" };
	const byFile = told.some((one) => one.startsWith(version)) ? undefined : "version by the file's name";
	const guessed = [byWhat, byFile].filter((text) => text !== undefined).join(", ");
	return { groupId, artifactId, version, guessed: guessed === "" ? undefined : guessed };
}

/** Not whatever a build left unfilled, and without remarks behind it. */
function versionIn(text: string | undefined): string | undefined {
	const version = text?.split(/\s/, 1)[0];
	return version !== undefined && /^v?\d/.test(version) && !version.includes("${") ? version : undefined;
}

/** @see https://www.jenkins.io/doc/developer/plugin-development/, and `PluginWrapper`, which reads the same attributes */
function jenkinsPlugin(manifest: Manifest): OwnIdentity | undefined {
	const artifactId = manifest.get("short-name") ?? manifest.get("extension-name");
	const version = versionIn(manifest.get("plugin-version"));
	if (artifactId === undefined || version === undefined || !isCoordinate(artifactId)) return undefined;

	const groupId = manifest.get("group-id");
	if (groupId !== undefined && isCoordinate(groupId)) return { groupId, artifactId, version, guessed: undefined };
	return { groupId: JENKINS_PLUGINS, artifactId, version, guessed: "group of most Jenkins plug-ins" };
}

function artifactOf(name: string, manifest: Manifest): string {
	const title = manifest.get("implementation-title");
	const symbolic = symbolicName(manifest)?.split(".").at(-1);
	const named = [title, symbolic].find((text) => text !== undefined && isCoordinate(text) && text.includes(name));
	return named ?? (symbolic?.includes("-") === true && isCoordinate(symbolic) ? symbolic : name);
}

function groupOf(artifactId: string, version: string, manifest: Manifest): Group | undefined {
	const told = [
		titledGroup(manifest.get("implementation-title"), artifactId),
		knownGroupOf(artifactId, version),
		prefixOf(symbolicName(manifest), artifactId),
		prefixOf(manifest.get("automatic-module-name"), artifactId),
	].find((text) => text !== undefined);
	if (told !== undefined) return { groupId: told, guessed: undefined };

	const likely: readonly (readonly [groupId: string | undefined, guessed: string])[] = [
		[manifest.get("implementation-vendor-id"), "group by its vendor"],
		[endingWith(manifest.get("extension-name"), artifactId), "group by its extension"],
		[endingWith(symbolicName(manifest), artifactId), "group by its symbolic name"],
		[/^([a-z]+(?:\.[a-z][a-z0-9_]*)+)\.[a-z][a-z0-9_-]*$/.exec(artifactId)?.[1], "group by its name"],
	];
	for (const [groupId, guessed] of likely) if (groupId !== undefined && isGroup(groupId)) return { groupId, guessed };
	return undefined;
}

function endingWith(name: string | undefined, artifactId: string): string | undefined {
	return name?.endsWith(`.${artifactId}`) === true ? name : undefined;
}

/** `group#artifact;version`, which some plug-ins of Gradle write. */
function titledGroup(title: string | undefined, artifactId: string): string | undefined {
	const groupId = title?.split("#", 1)[0];
	return groupId !== undefined && title?.startsWith(`${groupId}#${artifactId};`) && isGroup(groupId) ? groupId : undefined;
}

/** Groups are domain names turned round; a single word may be anything. */
function isGroup(text: string): boolean {
	return isCoordinate(text) && /^[a-z][a-z0-9_-]*(\.[a-zA-Z0-9_-]+)+$/.test(text);
}

/** Directives may follow the name: `org.foo.bar;singleton:=true`. */
function symbolicName(manifest: Manifest): string | undefined {
	return manifest.get("bundle-symbolicname")?.split(";", 1)[0]?.trim();
}

/**
 * The group of a name made of group and artifact, the ways that build tools make them: one after the other, or with a last
 * word of the group that the artifact begins with left out (`org.apache.commons` and `commons-lang3`: `org.apache.commons.lang3`).
 */
function prefixOf(name: string | undefined, artifactId: string): string | undefined {
	if (name === undefined) return undefined;
	const found = cutOff(name, `.${artifactId}`) ?? cutOff(name, `.${artifactId.replaceAll("-", "_")}`) ?? shortened(name, artifactId);
	const groupId = found ?? cutOff(name, `.${artifactId.replaceAll("-", ".")}`);
	return groupId !== undefined && artifactId.includes("-") && isGroup(groupId) ? groupId : undefined;
}

function shortened(name: string, artifactId: string): string | undefined {
	const dash = artifactId.indexOf("-");
	const [first, rest] = [artifactId.slice(0, dash), artifactId.slice(dash + 1)];
	const group = cutOff(name, `.${rest}`) ?? cutOff(name, `.${rest.replaceAll("-", ".")}`);
	return group?.endsWith(`.${first}`) ? group : undefined;
}

function cutOff(text: string, ending: string): string | undefined {
	return text.endsWith(ending) ? text.slice(0, -ending.length) : undefined;
}
