/** What every `bun.lockb` begins with. */
const MAGIC: Buffer = Buffer.from("#!/usr/bin/env bun\nbun-lockfile-format-v0\n");

/** Bytes of a resolution by the format's version: 3 has longer numbers in versions. */
const RESOLUTION_BYTES: Readonly<Record<number, number>> = { 2: 64, 3: 72 };

const NAME_BYTES = 8;
const NAME_HASH_BYTES = 8;
const SLICE_BYTES = 8;
const META_BYTES = 88;

/** A stretch of the file. */
export interface Stretch {
	readonly start: number;
	readonly end: number;
}

/** Where the parts of a `bun.lockb` are. All lie inside the file. */
export interface BunLayout {
	readonly version: 2 | 3;
	/** How many packages there are; the columns below have so many rows. */
	readonly count: number;
	readonly names: number;
	readonly resolutions: number;
	readonly resolutionBytes: number;
	/** Slices of {@link dependencies}, and of {@link targets} alike. */
	readonly dependencySlices: number;
	readonly metas: number;
	/** For each dependency the package that it leads to. */
	readonly targets: Stretch;
	/** For each dependency its name, range and kind. */
	readonly dependencies: Stretch;
	/** Texts that are too long to stand in their place. */
	readonly texts: Stretch;
}

/**
 * Finds the parts of a `bun.lockb`: packages by columns, then six lists, each behind its start and end.
 *
 * @returns what was expected, where it is not there
 * @see https://github.com/oven-sh/bun/blob/main/src/install/lockfile/bun.lockb.zig
 */
export function bunLayout(bytes: Buffer): BunLayout | string {
	if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return "expected the beginning of a bun.lockb";
	const head = MAGIC.length + 4 + 32 + 8;
	if (bytes.length < head + 40) return "expected the head of a bun.lockb";
	const version = bytes.readUInt32LE(MAGIC.length);
	const resolutionBytes = RESOLUTION_BYTES[version];
	if ((version !== 2 && version !== 3) || resolutionBytes === undefined) return `expected version 2 or 3 of the format, found ${version}`;

	const count = numberAt(bytes, head);
	const start = numberAt(bytes, head + 24);
	const end = numberAt(bytes, head + 32);
	const resolutions = start + count * (NAME_BYTES + NAME_HASH_BYTES);
	const dependencySlices = resolutions + count * resolutionBytes;
	const metas = dependencySlices + count * SLICE_BYTES * 2;
	if (!(start >= head + 40 && metas + count * META_BYTES <= end && end <= bytes.length)) return `expected ${count} packages`;

	const [, , targets, dependencies, , texts] = stretchesAt(bytes, end);
	if (targets === undefined || dependencies === undefined || texts === undefined) return "expected six lists behind the packages";
	return { version, count, names: start, resolutions, resolutionBytes, dependencySlices, metas, targets, dependencies, texts };
}

/** The six lists; fewer where one does not lie behind the one before and inside the file. */
function stretchesAt(bytes: Buffer, position: number): readonly Stretch[] {
	const stretches: Stretch[] = [];
	let at = position;
	while (stretches.length < 6 && at + 16 <= bytes.length) {
		const start = numberAt(bytes, at);
		const end = numberAt(bytes, at + 8);
		if (!(start >= at + 16 && end >= start && end <= bytes.length)) break;
		stretches.push({ start, end });
		at = end;
	}
	return stretches;
}

/** A number of eight bytes; no file has as many bytes as fit into a number exactly. */
function numberAt(bytes: Buffer, offset: number): number {
	return bytes.readUInt32LE(offset) + bytes.readUInt32LE(offset + 4) * 2 ** 32;
}
