import type { ExcerptReader } from "@plimsoll/oci";
import type { PassingFile } from "../../cataloger.ts";
import { unreadArchive } from "./archive-excerpt.ts";
import { writeArchiveExcerpt } from "./archive-excerpt-json.ts";

/** How a `jmod` begins (JEP 261), and an image of modules in either byte order (JEP 220). */
const MAGICS: ReadonlySet<number> = new Set([0x4a4d0100, 0xcafedada, 0xdadafeca]);
const MAGIC_BYTES = 4;

/**
 * Sees whether a file holds modules of a Java runtime: `jmods/NAME.jmod`, or the image `lib/modules`. They have the runtime's
 * version and no names of their own, so that they are not looked into; but that is said.
 */
export function runtimeReader({ file }: PassingFile): ExcerptReader | undefined {
	const isNamed = file.path.endsWith(".jmod") || file.path.endsWith("/lib/modules");
	return isNamed ? new RuntimeReader() : undefined;
}

class RuntimeReader implements ExcerptReader {
	#head = Buffer.alloc(0);

	push(bytes: Uint8Array): boolean {
		this.#head = Buffer.concat([this.#head, bytes.subarray(0, MAGIC_BYTES)]);
		return this.#head.length < MAGIC_BYTES;
	}

	end(): Uint8Array | undefined {
		const isRuntime = this.#head.length >= MAGIC_BYTES && MAGICS.has(this.#head.readUInt32BE(0));
		if (!isRuntime) return undefined;
		return writeArchiveExcerpt(unreadArchive({ code: "archive-unread", message: "modules of a Java runtime, which are not looked into" }));
	}
}
