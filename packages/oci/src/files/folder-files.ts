import { access, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { isSystemError } from "@plimsoll/core";
import { OciError } from "../errors.ts";
import type { ByteReading } from "./chunk-memory.ts";
import type { FileSet, StoredFile } from "./file-set.ts";
import { endsEarly, notAFile, openRegularFile, readRange, unreadable } from "./regular-file.ts";

/** A regular file as it was when it was found. */
interface Found {
	readonly place: string;
	readonly path: string;
	readonly size: number;
}

/** The files of a folder. Links may lead around in it but never out of it. */
export class FolderFiles implements FileSet {
	readonly kind = "folder";
	readonly path: string;
	readonly #root: string;
	#closed = false;

	/**
	 * @param path the folder, as the user named it
	 * @param root the same, absolute and with all links followed
	 */
	constructor(path: string, root: string) {
		this.path = path;
		this.#root = root;
	}

	async has(name: string): Promise<boolean> {
		try {
			await access(join(this.#root, name));
			return true;
		} catch {
			return false;
		}
	}

	async find(name: string): Promise<StoredFile | undefined> {
		const place = await this.#resolve(name);
		if (place === undefined) return undefined;

		const path = join(this.path, name);
		const stats = await stat(place).catch((error: unknown) => {
			throw unreadable(path, error);
		});
		if (!stats.isFile()) throw notAFile(path);
		return { path, size: stats.size, read: (reading) => this.#read({ place, path, size: stats.size }, reading) };
	}

	isAmbiguous(): boolean {
		return false;
	}

	async close(): Promise<void> {
		this.#closed = true;
	}

	async #resolve(name: string): Promise<string | undefined> {
		const path = join(this.path, name);
		let place: string;
		try {
			place = await realpath(join(this.#root, name));
		} catch (error) {
			if (isSystemError(error, "ENOENT", "ENOTDIR")) return undefined;
			throw unreadable(path, error);
		}
		if (!isInside(this.#root, place)) throw new OciError("blob-not-a-file", `${path} is a link that leads out of ${this.path}`, { path });
		return place;
	}

	async *#read({ place, path, size }: Found, reading: ByteReading | undefined): AsyncGenerator<Uint8Array, void, undefined> {
		if (this.#closed) throw unreadable(path, "it has been closed");

		const file = await openRegularFile(place, path);
		try {
			if (file.size !== size) throw endsEarly(path, size, file.size);
			yield* readRange(file.handle, path, { offset: 0, length: size }, reading);
		} finally {
			await file.handle.close();
		}
	}
}

function isInside(root: string, path: string): boolean {
	return path.startsWith(root.endsWith(sep) ? root : root + sep);
}
