import { field } from "../../formats/value.ts";
import { type ArchiveExcerpt, type KeptArchive, unreadArchive } from "./archive-excerpt.ts";

/** Raised whenever what is written changes. */
const VERSION = 1;

interface WrittenExcerpt extends Omit<ArchiveExcerpt, "archives"> {
	readonly version: number;
	readonly archives: readonly (Omit<KeptArchive, "manifest"> & { readonly manifest: readonly (readonly [string, string])[] })[];
}

/** Writes an excerpt, so that it can be stored with the analysis of a layer. */
export function writeArchiveExcerpt({ archives, ...rest }: ArchiveExcerpt): Uint8Array {
	const written = archives.map((archive) => ({ ...archive, manifest: [...archive.manifest] }));
	return Buffer.from(JSON.stringify({ version: VERSION, archives: written, ...rest } satisfies WrittenExcerpt));
}

/** Reads what {@link writeArchiveExcerpt} wrote: never a foreign text, but perhaps one of another version. */
export function parseArchiveExcerpt(bytes: Uint8Array): ArchiveExcerpt {
	const value: unknown = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
	if (field(value, "version") !== VERSION) {
		return unreadArchive({ code: "file-malformed", message: "what was kept of it is not of this version of Plimsoll" });
	}
	const { version: _, archives, ...rest } = value as WrittenExcerpt;
	return { archives: archives.map((archive) => ({ ...archive, manifest: new Map(archive.manifest) })), ...rest };
}
