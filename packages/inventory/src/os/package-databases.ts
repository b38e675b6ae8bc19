import type { FileTree } from "@plimsoll/oci";

/** A package database of an operating system. */
interface PackageDatabase {
	readonly format: string;
	/** Where it is; the first that exists counts. */
	readonly paths: readonly string[];
	/** Whether a cataloger reads it. */
	readonly read: boolean;
}

const DATABASES: readonly PackageDatabase[] = [
	{ format: "dpkg", paths: ["/var/lib/dpkg/status", "/var/lib/dpkg/status.d"], read: true },
	{ format: "apk", paths: ["/lib/apk/db/installed", "/usr/lib/apk/db/installed"], read: true },
	{
		format: "rpm",
		paths: ["/var/lib/rpm", "/usr/lib/sysimage/rpm", "/usr/share/rpm"].flatMap((folder) =>
			["Packages", "Packages.db", "rpmdb.sqlite"].map((file) => `${folder}/${file}`),
		),
		read: true,
	},
	{ format: "pacman", paths: ["/var/lib/pacman/local"], read: false },
	{ format: "portage", paths: ["/var/db/pkg"], read: false },
];

/** A package database that is there. */
export interface PresentDatabase {
	readonly format: string;
	readonly path: string;
	readonly read: boolean;
}

/** The package databases that a tree holds, whether or not Plimsoll can read them. */
export function packageDatabasesOf(tree: FileTree): readonly PresentDatabase[] {
	const present: PresentDatabase[] = [];
	for (const { format, paths, read } of DATABASES) {
		const path = paths.find((candidate) => holdsSomething(tree, candidate));
		if (path !== undefined) present.push({ format, path, read });
	}
	return present;
}

function holdsSomething(tree: FileTree, path: string): boolean {
	const entry = tree.stat(path);
	return entry?.kind === "directory" ? tree.list(path).length > 0 : entry?.kind === "file";
}
