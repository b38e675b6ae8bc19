/**
 * What a file is, by its name:
 *
 * - `java`: an archive of Java, or of a server or build tool for Java, which has the name to itself,
 * - `shared`: one whose name others use, too, for files that are no zips,
 * - `wrapper`: any zip. It is no package, but there may be archives in it.
 */
export type ArchiveKind = "java" | "shared" | "wrapper";

const KINDS: ReadonlyMap<string, ArchiveKind> = new Map([
	...[".jar", ".war", ".ear", ".par", ".hpi", ".jpi", ".kar"].map((extension) => [extension, "java"] as const),
	...[".sar", ".rar", ".nar", ".far", ".zap", ".lpkg"].map((extension) => [extension, "shared"] as const),
	[".zip", "wrapper"],
]);
const LONGEST = 5;

/** What kind of archive a file or an entry is, by its name; undefined for other files. */
export function archiveKind(path: string): ArchiveKind | undefined {
	const dot = path.lastIndexOf(".");
	return dot === -1 || path.length - dot > LONGEST ? undefined : KINDS.get(path.slice(dot).toLowerCase());
}

/** What stands before the extension. */
export function withoutExtension(name: string): string {
	return archiveKind(name) === undefined ? name : name.slice(0, name.lastIndexOf("."));
}

/** Whether bytes begin like a zip, which may be empty. */
export function beginsZip(bytes: Uint8Array): boolean {
	return bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));
}
