/**
 * Bounds on what is read from untrusted input. Each is met with a typed error or a coverage entry that names it, and each
 * can be raised by a user who trusts the subject (`--limit NAME=VALUE`). Sizes are in bytes.
 */
export interface Limits {
	/** An image manifest or image index. The OCI distribution specification asks registries for at least 4 MiB. */
	readonly maxManifestBytes: number;
	/** An image configuration. */
	readonly maxConfigBytes: number;
	/** Indexes inside indexes. Real images have one or two; a cycle has no end. */
	readonly maxIndexDepth: number;
	/** Images of one index, each for a platform. */
	readonly maxPlatforms: number;
	/** Blobs and manifests fetched from a registry for one image. */
	readonly maxFetches: number;
	/** Layers of one image. Docker's own limit is 127, containerd's 500. */
	readonly maxLayers: number;
	/** One layer, after inflating. */
	readonly maxLayerBytes: number;
	/** All layers of an image together, after inflating. */
	readonly maxImageBytes: number;
	/** An image that comes as a stream (standard input, a container engine): it is put into a temporary file first. */
	readonly maxSpooledBytes: number;
	/** Inflated bytes per compressed byte, once a layer is large enough to matter. Real layers stay below 100. */
	readonly maxInflateRatio: number;
	/** Tar entries, or files of a folder, of one subject, and the folders that are only implied by their paths. */
	readonly maxEntries: number;
	/** A path inside a layer. Linux's PATH_MAX is 4,096. */
	readonly maxPathBytes: number;
	/** Characters of all paths and link targets of one subject's layers together. */
	readonly maxAllPathsBytes: number;
	/** Folders above a file. */
	readonly maxPathDepth: number;
	/** The extended header (PAX records, GNU long name) of one tar entry. */
	readonly maxTarHeaderBytes: number;
	/** Links followed for one lookup, as the kernel's MAXSYMLINKS. */
	readonly maxLinks: number;
	/** Names in the targets of all links that are followed for one subject: long targets in long chains would take hours. */
	readonly maxLinkSteps: number;
	/** A file whose content a cataloger asked for. */
	readonly maxFileBytes: number;
	/** The content of all such files of one subject. */
	readonly maxKeptBytes: number;
	/** How many such files: each takes memory beside its content. */
	readonly maxKeptFiles: number;
	/** An archive, which is held as a whole while it is looked into; one inside another, too. */
	readonly maxArchiveFileBytes: number;
	/** Archives inside archives: a jar in a war in an ear is 2. */
	readonly maxArchiveDepth: number;
	/** Entries of one archive and of all archives inside it. */
	readonly maxArchiveEntries: number;
	/** What is inflated out of one archive and all archives inside it. */
	readonly maxArchiveBytes: number;
	/** One line of a text file. */
	readonly maxLineBytes: number;
	/** Nesting of objects and lists in JSON, YAML and TOML, of elements in XML. */
	readonly maxDepth: number;
	/**
	 * Values in one JSON, YAML or TOML file, lists and objects among them; a table of TOML or YAML counts for four more; elements in one
	 * XML file; names and relations in one database of an operating system's packages.
	 */
	readonly maxValues: number;
	/** Packages found in one file. */
	readonly maxPackagesPerFile: number;
	/** A bill of materials, after inflating. */
	readonly maxSbomBytes: number;
	/** One advisory record of a feed. */
	readonly maxAdvisoryBytes: number;
	/** One downloaded file of a feed. */
	readonly maxFeedBytes: number;
}

/** The name of a limit. */
export type LimitName = keyof Limits;

const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;

/** The limits in force unless a user says otherwise: far above every real image, far below what hurts a machine. */
export function defaultLimits(): Limits {
	return {
		maxManifestBytes: 4 * MiB,
		maxConfigBytes: 8 * MiB,
		maxIndexDepth: 4,
		maxPlatforms: 256,
		maxFetches: 5000,
		maxLayers: 1024,
		maxLayerBytes: 16 * GiB,
		maxImageBytes: 64 * GiB,
		maxSpooledBytes: 64 * GiB,
		maxInflateRatio: 250,
		maxEntries: 1_250_000,
		maxPathBytes: 4 * KiB,
		maxAllPathsBytes: 256 * MiB,
		maxPathDepth: 256,
		maxTarHeaderBytes: 1 * MiB,
		maxLinks: 40,
		maxLinkSteps: 20_000_000,
		maxFileBytes: 64 * MiB,
		maxKeptBytes: 256 * MiB,
		maxKeptFiles: 150_000,
		maxArchiveFileBytes: 512 * MiB,
		maxArchiveDepth: 16,
		maxArchiveEntries: 1_000_000,
		maxArchiveBytes: 1 * GiB,
		maxLineBytes: 1 * MiB,
		maxDepth: 128,
		maxValues: 2_000_000,
		maxPackagesPerFile: 200_000,
		maxSbomBytes: 256 * MiB,
		maxAdvisoryBytes: 16 * MiB,
		maxFeedBytes: 8 * GiB,
	};
}
