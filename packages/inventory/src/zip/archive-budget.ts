import type { Limits } from "@plimsoll/core";
import type { Problem } from "../formats/problem.ts";

/** What may still be spent on an archive of a subject, together with all archives inside it. */
export class ArchiveBudget {
	readonly limits: Limits;
	#entries = 0;
	#bytes = 0;

	constructor(limits: Limits) {
		this.limits = limits;
	}

	/** Takes an entry; a problem once there have been too many. */
	takeEntry(): Problem | undefined {
		this.#entries++;
		const limit = this.limits.maxArchiveEntries;
		if (this.#entries <= limit) return undefined;
		return { code: "file-limit", message: `more than ${limit} entries, those of archives inside included`, limit: "maxArchiveEntries" };
	}

	/** Takes bytes to be inflated; a problem, and nothing taken, where they are too many. */
	takeBytes(size: number): Problem | undefined {
		const limit = this.limits.maxArchiveBytes;
		if (this.#bytes + size > limit) {
			return { code: "file-limit", message: `more than ${limit} bytes to inflate, all inside included`, limit: "maxArchiveBytes" };
		}
		this.#bytes += size;
		return undefined;
	}
}
