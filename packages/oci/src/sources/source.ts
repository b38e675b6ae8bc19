import type { Limits, Platform } from "@plimsoll/core";
import type { FileSet } from "../files/file-set.ts";
import type { Image, Opened } from "../image.ts";
import type { Selector } from "../manifest/selector.ts";

/** What a source is asked to open. */
export interface OpenRequest {
	/** What the user named, whole. */
	readonly target: string;
	readonly files: FileSet;
	readonly selector?: Selector | undefined;
	/** Undefined where the user did not ask for one. */
	readonly platform?: Platform | undefined;
	readonly limits: Limits;
	readonly signal?: AbortSignal | undefined;
}

/** A form in which images, or files, lie on this machine. */
export interface Source {
	/** What a target starts with to name it; also the name of its folder. */
	readonly prefix: string;
	/** What it reads, for messages: `a folder with an OCI layout`. */
	readonly reads: string;
	readonly shape: FileSet["kind"];
	/** Whether it can hold several images, of which a target names one. */
	readonly selects: boolean;
	/** Whether files are in this form, so that a target need not say so. Cheap, and never throws for damaged content. */
	recognises(request: OpenRequest): Promise<boolean>;
	/**
	 * Opens the subject. The image takes over the files; where this throws, the caller closes them.
	 *
	 * @throws {@link import("../errors.ts").OciError}
	 */
	open(request: OpenRequest): Promise<Opened>;
	/**
	 * Opens the subject for each of its platforms; absent where there is never more than one. Closing any of the images closes the
	 * files of all.
	 *
	 * @throws {@link import("../errors.ts").OciError}
	 */
	openAll?(request: OpenRequest): Promise<readonly Image[]>;
}
