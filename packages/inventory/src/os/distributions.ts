/** What identification files say about a release. */
export interface Release {
	readonly versionId?: string | undefined;
	readonly codename?: string | undefined;
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
	["alpaquita", { name: "Alpaquita Linux", ecosystem: whole("Alpaquita") }],
	["almalinux", { name: "AlmaLinux", ecosystem: major("AlmaLinux") }],
	["rocky", { name: "Rocky Linux", ecosystem: major("Rocky Linux") }],
	["azurelinux", { name: "Azure Linux", ecosystem: major("Azure Linux") }],
	["mageia", { name: "Mageia", ecosystem: major("Mageia") }],
	["photon", { name: "VMware Photon OS", ecosystem: whole("Photon OS") }],
	["rhel", { name: "Red Hat Enterprise Linux", namespace: "redhat" }],
	["centos", { name: "CentOS" }],
	["fedora", { name: "Fedora Linux" }],
	["amzn", { name: "Amazon Linux", namespace: "amazon" }],
	["ol", { name: "Oracle Linux", namespace: "oracle" }],
	["opensuse-leap", { name: "openSUSE Leap", namespace: "opensuse" }],
	["opensuse-tumbleweed", { name: "openSUSE Tumbleweed", namespace: "opensuse" }],
	["sles", { name: "SUSE Linux Enterprise Server", namespace: "suse" }],
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

function whole(ecosystem: string): (release: Release) => string | undefined {
	return (release) => (release.versionId === undefined ? undefined : `${ecosystem}:${release.versionId}`);
}
