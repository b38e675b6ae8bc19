import { reporters } from "@plimsoll/report";
import type { FlagsOf } from "./flag.ts";
import { type ScanCommandOptions, scanFlags } from "./scan-options.ts";

/** The options of `plimsoll sbom`: those of a scan, but what is about findings. */
export interface SbomCommandOptions extends Omit<ScanCommandOptions, "severity" | "failOn" | "ignoreUnfixed" | "matchOwned" | "db"> {
	/** Says which elements of the standards are there, instead of writing the bill of materials. */
	readonly check: boolean;
}

/** The formats that a bill of materials may be written in. */
export const BILL_FORMATS: readonly string[] = reporters.filter(({ omits }) => omits !== undefined).map(({ format }) => format);

/** The forms that a check may be written in. */
export const CHECK_FORMATS = ["table", "json"] as const;

const { severity: _s, failOn: _f, ignoreUnfixed: _i, matchOwned: _m, db: _d, ...shared } = scanFlags;

/** The flags of `plimsoll sbom`. */
export const sbomFlags: FlagsOf<SbomCommandOptions> = {
	...shared,
	format: {
		...shared.format,
		description: `${BILL_FORMATS.join(", ")}; repeatable (default: cyclonedx); with --check: ${CHECK_FORMATS.join(", ")} (default: table)`,
	},
	check: {
		flags: "--check",
		description: "report which NTIA minimum elements and BSI TR-03183-2 fields are there; exit with 1 when a minimum element is missing",
		default: false,
	},
};
