import type { Limits, Platform } from "@plimsoll/core";
import type { Image, Opened } from "../image.ts";
import type { RegistrySettings } from "../registry/registry-settings.ts";

/** What a source that is no path of this machine is asked to open. */
export interface RemoteRequest {
	/** What the user named, whole. */
	readonly target: string;
	/** What follows the prefix; the whole target where it has none. */
	readonly name: string;
	/** Undefined where the user did not ask for one. */
	readonly platform?: Platform | undefined;
	readonly limits: Limits;
	readonly registry?: RegistrySettings | undefined;
	readonly signal?: AbortSignal | undefined;
}

/** A place other than a path of this machine from which images come. */
export interface RemoteSource {
	/** What a target starts with to name it; also the name of its folder. */
	readonly prefix: string;
	/** What a target looks like, for messages: `docker:NAME`. */
	readonly form: string;
	/** Whether it opens a target that has no prefix and names no path that exists. Cheap and without I/O. */
	recognises(name: string): boolean;
	/**
	 * Opens the subject.
	 *
	 * @throws {@link import("../errors.ts").OciError}
	 */
	open(request: RemoteRequest): Promise<Opened>;
	/**
	 * Opens the subject for each of its platforms; absent where there is never more than one. Closing any of the images closes all.
	 *
	 * @throws {@link import("../errors.ts").OciError}
	 */
	openAll?(request: RemoteRequest): Promise<readonly Image[]>;
}
