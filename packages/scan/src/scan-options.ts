import type { Readable } from "node:stream";
import type { AdvisoryDatabase } from "@plimsoll/advisories";
import type { Limits, Platform, Tool } from "@plimsoll/core";
import type { JavaIndex } from "@plimsoll/inventory";
import type { RegistrySettings, SkipPatterns } from "@plimsoll/oci";

/** What is being done, for a progress display. */
export interface ScanProgress {
	readonly step: "open" | "layers" | "inventory" | "match";
	/** Bytes read so far, during `layers`. */
	readonly bytes?: number;
	/** Bytes there are, where known. */
	readonly total?: number;
}

/** How a subject is scanned. */
export interface ScanOptions {
	/** The program that asks, recorded in the evidence. */
	readonly tool: Tool;
	/** Without one nothing is matched, and the evidence names no database. */
	readonly database?: AdvisoryDatabase;
	/** Which image of an index; Linux on this machine's architecture unless named. */
	readonly platform?: Platform;
	readonly limits?: Limits;
	/** What of the subject is not looked at. */
	readonly skip?: SkipPatterns;
	/** How registries are talked to, where the target is in one. */
	readonly registry?: RegistrySettings;
	/** Whether packages in files that a distribution's package owns are matched on their own, too; they are not unless asked. */
	readonly matchOwned?: boolean;
	/** What the path `-` stands for, asked for only where the target has it. */
	readonly input?: () => Readable;
	/** Tells Java archives by their SHA-1, before anything is concluded from their names; none comes with Plimsoll. */
	readonly javaIndex?: JavaIndex;
	/** Takes the packages of an image from a bill of materials that is attached to it in its registry, where there is one. */
	readonly sbomSource?: "oci";
	/** Ends the scan early with the signal's reason. */
	readonly signal?: AbortSignal;
	readonly onProgress?: (progress: ScanProgress) => void;
}
