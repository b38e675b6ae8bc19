import { formatPlatform, matchesPlatform, type Platform } from "@plimsoll/core";
import { platformMissing } from "./choose-platform.ts";

const UNKNOWN: Platform = { os: "unknown", architecture: "unknown" };

/** What is said about the platform of an image. */
export interface PlatformClaims {
	/** By the descriptor that leads to the manifest. */
	readonly descriptor?: Platform | undefined;
	readonly config: Platform | undefined;
}

/** The platform of an image. The configuration's word counts; a descriptor of the same architecture knows the variant better. */
export function platformOf({ descriptor, config }: PlatformClaims): Platform {
	if (config === undefined) return descriptor ?? UNKNOWN;
	const agrees = descriptor?.os === config.os && descriptor.architecture === config.architecture;
	return agrees ? { ...config, ...descriptor } : config;
}

/**
 * Holds an image that there was no choice about against the platform that the user asked for, if any.
 *
 * @throws {@link import("../errors.ts").OciError} `platform-missing`
 */
export function requirePlatform(path: string, found: Platform, wanted: Platform | undefined): void {
	if (wanted !== undefined && !matchesPlatform(found, wanted)) throw platformMissing(path, wanted, [formatPlatform(found)]);
}
