/** A platform as an OCI image index describes it. */
export interface Platform {
	readonly os: string;
	readonly architecture: string;
	readonly variant?: string;
	readonly osVersion?: string;
}

/** Node's names of architectures, where the OCI (Go) names differ. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386", ppc64: "ppc64le" };

/** What containerd fills in when a variant is left out. */
const DEFAULT_VARIANTS: Readonly<Record<string, string>> = { arm64: "v8", arm: "v7" };

/** Other spellings of architectures that users type. */
const ALIASES: Readonly<Record<string, string>> = { x86_64: "amd64", "x86-64": "amd64", aarch64: "arm64", i386: "386", armhf: "arm" };

/** Linux on the architecture of this machine: containers are Linux unless said otherwise, whatever the host runs. */
export function hostPlatform(): Platform {
	return { os: "linux", architecture: ARCHITECTURES[process.arch] ?? process.arch };
}

/**
 * Reads `os/architecture[/variant]`, or an architecture alone, which stands for Linux.
 *
 * @returns undefined when the text has another shape
 */
export function parsePlatform(text: string): Platform | undefined {
	const parts = text.trim().toLowerCase().split("/");
	if (parts.length > 3 || parts.some((part) => !/^[a-z0-9_.-]+$/.test(part))) return undefined;

	const [os, architecture, variant] = parts.length === 1 ? ["linux", parts[0]] : parts;
	if (os === undefined || architecture === undefined) return undefined;
	return {
		os,
		architecture: ALIASES[architecture] ?? architecture,
		...(variant === undefined ? {} : { variant }),
	};
}

/** Writes a platform as `os/architecture[/variant]`. */
export function formatPlatform(platform: Platform): string {
	const base = `${platform.os}/${platform.architecture}`;
	return platform.variant === undefined ? base : `${base}/${platform.variant}`;
}

/** Whether an image for `offered` is what somebody who wants `wanted` means; a variant left out means the usual one. */
export function matchesPlatform(offered: Platform, wanted: Platform): boolean {
	return offered.os === wanted.os && offered.architecture === wanted.architecture && variantOf(offered) === variantOf(wanted);
}

function variantOf(platform: Platform): string {
	return platform.variant ?? DEFAULT_VARIANTS[platform.architecture] ?? "";
}
