/** What identification files say about a release. */
export interface Release {
	readonly versionId?: string | undefined;
	readonly codename?: string | undefined;
	/** The version in words: `24.03 (LTS-SP1)`. */
	readonly version?: string | undefined;
}

/** What is known about a distribution. */
export interface Distribution {
	readonly name: string;
	/** The purl namespace of its packages, where it is not the id. */
	readonly namespace?: string;
	/** OSV's ecosystem for a release; undefined for releases, or distributions, without advisories there. */
	readonly ecosystem?: (release: Release) => string | undefined;
}

/** Debian's releases by code name, for testing and unstable, whose os-release has no version. */
const DEBIAN_RELEASES: ReadonlyMap<string, string> = new Map([
	["wheezy", "7"],
	["jessie", "8"],
	["stretch", "9"],
	["buster", "10"],
	["bullseye", "11"],
	["bookworm", "12"],
	["trixie", "13"],
	["forky", "14"],
	["duke", "15"],
]);

/**
 * Distributions by the `ID` of os-release.
 *
 * @see https://ossf.github.io/osv-schema/#defined-ecosystems
 */
export const DISTRIBUTIONS: ReadonlyMap<string, Distribution> = new Map<string, Distribution>([
	["debian", { name: "Debian GNU/Linux", ecosystem: debianEcosystem }],
	["ubuntu", { name: "Ubuntu", ecosystem: ubuntuEcosystem }],
	["alpine", { name: "Alpine Linux", ecosystem: alpineEcosystem }],
	["wolfi", { name: "Wolfi", ecosystem: () => "Wolfi" }],
	["chainguard", { name: "Chainguard", ecosystem: () => "Chainguard" }],
	["minimos", { name: "MinimOS", ecosystem: () => "MinimOS" }],
	["echo", { name: "Echo", ecosystem: () => "Echo" }],
	["alpaquita", { name: "Alpaquita Linux", ecosystem: after("Alpaquita:") }],
	["almalinux", { name: "AlmaLinux", ecosystem: major("AlmaLinux") }],
	["rocky", { name: "Rocky Linux", ecosystem: major("Rocky Linux") }],
	["azurelinux", { name: "Azure Linux", ecosystem: major("Azure Linux") }],
	["mariner", { name: "CBL-Mariner", ecosystem: major("Azure Linux") }],
	["openeuler", { name: "openEuler", ecosystem: openEulerEcosystem }],
	["mageia", { name: "Mageia", ecosystem: major("Mageia") }],
	["photon", { name: "VMware Photon OS", ecosystem: after("Photon OS:") }],
	["rhel", { name: "Red Hat Enterprise Linux", namespace: "redhat", ecosystem: major("Red Hat:enterprise_linux") }],
	["centos", { name: "CentOS" }],
	["fedora", { name: "Fedora Linux" }],
	["amzn", { name: "Amazon Linux", namespace: "amazon" }],
	["ol", { name: "Oracle Linux", namespace: "oracle" }],
	["opensuse-leap", { name: "openSUSE Leap", namespace: "opensuse", ecosystem: after("openSUSE:Leap ") }],
	["opensuse-leap-micro", { name: "openSUSE Leap Micro", namespace: "opensuse", ecosystem: after("openSUSE:Leap Micro ") }],
	["opensuse-tumbleweed", { name: "openSUSE Tumbleweed", namespace: "opensuse", ecosystem: () => "openSUSE:Tumbleweed" }],
	["sles", { name: "SUSE Linux Enterprise Server", namespace: "suse", ecosystem: suseEcosystem }],
	["sles_sap", { name: "SUSE Linux Enterprise Server for SAP Applications", namespace: "suse", ecosystem: suseEcosystem }],
	["sled", { name: "SUSE Linux Enterprise Desktop", namespace: "suse", ecosystem: suseEcosystem }],
	["sle-micro", { name: "SUSE Linux Enterprise Micro", namespace: "suse", ecosystem: after("SUSE:Linux Enterprise Micro ") }],
	["sl-micro", { name: "SUSE Linux Micro", namespace: "suse", ecosystem: after("SUSE:Linux Micro ") }],
	["arch", { name: "Arch Linux" }],
	["gentoo", { name: "Gentoo" }],
]);

function debianEcosystem(release: Release): string | undefined {
	const version = /^\d+/.exec(release.versionId ?? "")?.[0] ?? DEBIAN_RELEASES.get(release.codename ?? "");
	return version === undefined ? undefined : `Debian:${version}`;
}

/** OSV marks long-term releases: April of even years. */
function ubuntuEcosystem(release: Release): string | undefined {
	const match = /^(\d+)\.(\d+)/.exec(release.versionId ?? "");
	if (match === null) return undefined;
	return Number(match[1]) % 2 === 0 && match[2] === "04" ? `Ubuntu:${match[0]}:LTS` : `Ubuntu:${match[0]}`;
}

/** Branches are `v3.19`; edge calls itself by the coming version with a date (`3.20_alpha20240329`) and has no advisories. */
function alpineEcosystem(release: Release): string | undefined {
	const version = release.versionId ?? "";
	const branch = /^\d+\.\d+/.exec(version)?.[0];
	return branch === undefined || version.includes("_") ? undefined : `Alpine:v${branch}`;
}

function major(ecosystem: string): (release: Release) => string | undefined {
	return (release) => {
		const version = /^\d+/.exec(release.versionId ?? "")?.[0];
		return version === undefined ? undefined : `${ecosystem}:${version}`;
	};
}

function after(prefix: string): (release: Release) => string | undefined {
	return (release) => (release.versionId === undefined ? undefined : `${prefix}${release.versionId}`);
}

/** Service packs are minor versions in `VERSION_ID`, until version 16 did away with them. */
function suseEcosystem(release: Release): string | undefined {
	const match = /^(\d+)(?:\.(\d+))?$/.exec(release.versionId ?? "");
	if (match === null) return undefined;
	const [version = "", major = "", servicePack = "0"] = match;
	if (Number(major) >= 16) return `SUSE:Linux Enterprise Server ${version}`;
	return `SUSE:Linux Enterprise Server ${major}${servicePack === "0" ? "" : ` SP${servicePack}`}`;
}

/** Long-term releases and their service packs are only in the words: `24.03 (LTS-SP1)`. */
function openEulerEcosystem(release: Release): string | undefined {
	if (release.versionId === undefined) return undefined;
	const edition = /\((LTS[\w-]*)\)/i.exec(release.version ?? "")?.[1];
	return ["openEuler:", release.versionId, edition === undefined ? "" : `-${edition.toUpperCase()}`].join("");
}
