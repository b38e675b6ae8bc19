import type { SourcePackage } from "@plimsoll/core";
import { type InstalledPackage, withEpoch } from "./installed-package.ts";
import type { SourceRpm } from "./source-rpm.ts";

/** A package and the source it was built from. */
export type BuiltPackage = Pick<InstalledPackage, "source" | "build" | "epoch">;

/**
 * Knows the epochs of source packages, which the names of their files leave out. A package of the same version and release
 * as its source has its epoch; others built from the same source (`perl-Errno` of `perl`) may have one of their own.
 */
export class SourceEpochs {
	readonly #epochs = new Map<string, number | undefined>();

	learn({ source, build, epoch }: BuiltPackage): void {
		if (source !== undefined && source.build === build && this.#epochs.get(keyOf(source)) === undefined) {
			this.#epochs.set(keyOf(source), epoch);
		}
	}

	/** The source of a package with its epoch, as far as that is known; else with the package's own. */
	sourceOf({ source, epoch }: Pick<BuiltPackage, "source" | "epoch">): SourcePackage | undefined {
		if (source === undefined) return undefined;

		const key = keyOf(source);
		return { name: source.name, version: withEpoch(source.build, this.#epochs.has(key) ? this.#epochs.get(key) : epoch) };
	}
}

function keyOf({ name, build }: SourceRpm): string {
	return `${name}-${build}`;
}
