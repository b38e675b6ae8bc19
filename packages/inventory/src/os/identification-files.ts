import { parseAssignments } from "./os-release.ts";

/** What an identification file says. */
export interface Identification {
	readonly id: string;
	readonly idLike?: readonly string[];
	readonly versionId?: string | undefined;
	readonly codename?: string | undefined;
	/** The version in words. */
	readonly version?: string | undefined;
	readonly name?: string | undefined;
	/** The CPE name of the release. */
	readonly cpe?: string | undefined;
}

/** A file that says what operating system it is in. */
export interface IdentificationFile {
	readonly path: string;
	/** Undefined where the file does not say. */
	readonly read: (text: string) => Identification | undefined;
}

/** Every such file, the most telling first. */
export const IDENTIFICATION_FILES: readonly IdentificationFile[] = [
	{ path: "/etc/os-release", read: readOsRelease },
	{ path: "/usr/lib/os-release", read: readOsRelease },
	{ path: "/etc/alpine-release", read: (text) => versioned("alpine", text) },
	{ path: "/etc/lsb-release", read: readLsbRelease },
	{ path: "/etc/debian_version", read: readDebianVersion },
	{ path: "/etc/redhat-release", read: readRedHatRelease },
	{ path: "/etc/centos-release", read: readRedHatRelease },
	{ path: "/etc/fedora-release", read: readRedHatRelease },
	{ path: "/etc/rocky-release", read: readRedHatRelease },
	{ path: "/etc/almalinux-release", read: readRedHatRelease },
	{ path: "/etc/oracle-release", read: readRedHatRelease },
	{ path: "/etc/system-release", read: readRedHatRelease },
	{ path: "/etc/SuSE-release", read: readSuseRelease },
	{ path: "/etc/arch-release", read: () => ({ id: "arch" }) },
	{ path: "/etc/gentoo-release", read: () => ({ id: "gentoo" }) },
];

/** Code units of a version in words that are looked at. */
const MAX_WORDS_LENGTH = 256;

/** How the one line of `/etc/redhat-release` and its kin begins. */
const RED_HAT_NAMES: readonly (readonly [prefix: string, id: string])[] = [
	["Red Hat Enterprise Linux", "rhel"],
	["CentOS", "centos"],
	["Fedora", "fedora"],
	["Rocky Linux", "rocky"],
	["AlmaLinux", "almalinux"],
	["Oracle Linux", "ol"],
	["Amazon Linux", "amzn"],
];

function readOsRelease(text: string): Identification | undefined {
	const assignments = parseAssignments(text);
	const id = idOf(assignments.get("ID"));
	if (id === undefined) return undefined;

	return {
		id,
		idLike: (assignments.get("ID_LIKE") ?? "").toLowerCase().split(/\s+/).filter(Boolean),
		versionId: wordOf(assignments.get("VERSION_ID")),
		codename: wordOf(assignments.get("VERSION_CODENAME")),
		version: assignments.get("VERSION")?.slice(0, MAX_WORDS_LENGTH),
		name: assignments.get("PRETTY_NAME") ?? assignments.get("NAME"),
		cpe: assignments.get("CPE_NAME"),
	};
}

function readLsbRelease(text: string): Identification | undefined {
	const assignments = parseAssignments(text);
	const id = idOf(assignments.get("DISTRIB_ID"));
	if (id === undefined) return undefined;

	return {
		id,
		versionId: wordOf(assignments.get("DISTRIB_RELEASE")),
		codename: wordOf(assignments.get("DISTRIB_CODENAME")),
		name: assignments.get("DISTRIB_DESCRIPTION"),
	};
}

/** `12.5`, or `trixie/sid` before a release. */
function readDebianVersion(text: string): Identification | undefined {
	const word = wordOf(text.trim());
	if (word === undefined) return undefined;
	return /^\d/.test(word) ? { id: "debian", versionId: word } : { id: "debian", codename: word.split("/", 1)[0] };
}

function readRedHatRelease(text: string): Identification | undefined {
	const line = text.trim().split("\n", 1)[0] ?? "";
	const id = RED_HAT_NAMES.find(([prefix]) => line.startsWith(prefix))?.[1];
	return id === undefined ? undefined : { id, versionId: /\brelease (\d[\w.]*)/.exec(line)?.[1], name: line };
}

/** Before os-release: a line such as `SUSE Linux Enterprise Server 11 (x86_64)`, then `VERSION = 11` and `PATCHLEVEL = 3`. */
function readSuseRelease(text: string): Identification | undefined {
	const name = text.trim().split("\n", 1)[0]?.slice(0, MAX_WORDS_LENGTH) ?? "";
	const id = name.startsWith("openSUSE") ? "opensuse-leap" : name.startsWith("SUSE Linux Enterprise Server") ? "sles" : undefined;
	const version = /^VERSION *= *(\d[\d.]*)/m.exec(text)?.[1];
	if (id === undefined || version === undefined) return undefined;

	const level = /^PATCHLEVEL *= *([1-9]\d*)/m.exec(text)?.[1];
	return { id, name, versionId: level === undefined ? version : `${version}.${level}` };
}

function versioned(id: string, text: string): Identification | undefined {
	const versionId = wordOf(text.trim());
	return versionId === undefined ? undefined : { id, versionId };
}

function idOf(text: string | undefined): string | undefined {
	const id = text?.toLowerCase();
	return id !== undefined && /^[a-z0-9][a-z0-9._-]{0,63}$/.test(id) ? id : undefined;
}

function wordOf(text: string | undefined): string | undefined {
	return text !== undefined && /^[\w.~+/:-]{1,64}$/.test(text) ? text : undefined;
}
