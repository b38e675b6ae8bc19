import type { Digest } from "./digest.ts";

/** Where a package was seen. */
export interface PackageLocation {
	/**
	 * The file that says so, as an absolute path inside the subject. Inside an archive it goes on with a colon and the path
	 * there: `/app/app.jar:BOOT-INF/lib/x.jar`.
	 */
	readonly path: string;
	/**
	 * The layer that brought the package there, by the digest of its blob: the one that holds the file, or, where the file is a
	 * database that later layers write anew, the one that holds the package's own files. Absent where the subject has no layers.
	 */
	readonly layer?: Digest;
}

/** The package that a distribution's advisories speak about. */
export interface SourcePackage {
	readonly name: string;
	readonly version: string;
}

/** An installed component, identified by its package URL. One purl is one package, with every place it was seen at. */
export interface Package {
	/**
	 * The package URL, normalised as its type demands.
	 *
	 * @see https://github.com/package-url/purl-spec
	 */
	readonly purl: string;
	/** The purl type: `deb`, `apk`, `npm`, `pypi`, … */
	readonly type: string;
	/** The full name as the ecosystem writes it, a namespace included: `@babel/core`, `openssl`. */
	readonly name: string;
	readonly version: string;
	/** OSV's ecosystem, with its release where it has one: `npm`, `Debian:12`. Absent where OSV knows none. */
	readonly ecosystem?: string;
	readonly architecture?: string;
	/** Who built or maintains it, as the package itself says. */
	readonly vendor?: string;
	/** Present where it differs from the package itself, or the distribution always names one. */
	readonly source?: SourcePackage;
	/** Licence texts as found, not normalised. */
	readonly licenses: readonly string[];
	/** Ordered by path. Empty only where a bill of materials names the package and no place. */
	readonly locations: readonly PackageLocation[];
	/** The purl of the operating system's package that owns the file this package was found in. */
	readonly ownedBy?: string;
	/** Whether the project asks for it itself, where a lock file says so. */
	readonly direct?: boolean;
	/** Whether only development needs it, where a lock file says so. */
	readonly development?: boolean;
	/** Purls of the packages of the same inventory that it needs, ordered; where the format says so. */
	readonly dependsOn?: readonly string[];
	/** Purls of the packages of the same inventory that it lies inside of, ordered: a jar in a jar, a vendored copy. */
	readonly containedIn?: readonly string[];
	/** CPE 2.3 names, as formatted strings, ordered. */
	readonly cpes?: readonly string[];
	/** Of the file that is the package, or of its archive as a lock file names it; ordered by algorithm. */
	readonly hashes?: readonly Hash[];
}

/** A hash of a file. */
export interface Hash {
	readonly algorithm: "md5" | "sha1" | "sha256" | "sha384" | "sha512";
	/** In lower-case hexadecimal digits. */
	readonly value: string;
}

/** Operating system of a subject, as its identification files tell it. */
export interface OperatingSystem {
	/** `ID` of os-release: `debian`, `alpine`, … */
	readonly id: string;
	readonly idLike: readonly string[];
	readonly versionId?: string;
	readonly name: string;
	/** The purl namespace of its packages. */
	readonly namespace: string;
	/** OSV's ecosystem with the release: `Debian:12`, `Alpine:v3.19`. Absent where OSV has no advisories for it. */
	readonly ecosystem?: string;
	/** CPE names that it gives itself, in either binding of CPE, ordered: of Red Hat's images also those of the products that they are made of. */
	readonly cpes?: readonly string[];
	/** The repositories, as Red Hat calls them, that its packages come from, ordered. */
	readonly contentSets?: readonly string[];
	/** The file that says so; absent where a bill of materials names the system and no file. */
	readonly path?: string;
}
