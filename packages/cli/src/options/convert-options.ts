import type { FlagsOf } from "./flag.ts";
import { BILL_FORMATS, type SbomCommandOptions, sbomFlags } from "./sbom-options.ts";

/** The options of `plimsoll convert`. */
export type ConvertCommandOptions = Pick<SbomCommandOptions, "format" | "output" | "allowIncomplete" | "strict" | "limit" | "quiet">;

const { output, allowIncomplete, strict, limit } = sbomFlags;

/** The flags of `plimsoll convert`. */
export const convertFlags: FlagsOf<ConvertCommandOptions> = {
	format: { ...sbomFlags.format, description: `${BILL_FORMATS.join(", ")}; repeatable` },
	output,
	allowIncomplete,
	strict,
	limit,
	quiet: { flags: "-q, --quiet", description: "do not say what is dropped", default: false },
};
