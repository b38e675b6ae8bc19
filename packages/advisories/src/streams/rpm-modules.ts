import type { Package } from "@plimsoll/core";
import type { AdvisoryFacts, Affected } from "../osv/record.ts";
import type { Streams } from "./streams.ts";

/** Releases of packages that are built for a module: `1.module+el8.9.0+1` of Red Hat and Rocky Linux, `1.module_el8.9.0+1` of AlmaLinux. */
const OF_MODULE = /\.module[+_]/;
/** `nodejs:18` in `Important: nodejs:18 security update`. */
const STREAM = /(?<![\w.+-])([\w.+-]{1,100}):([\w.+-]{1,100})/g;

/**
 * Modules of Red Hat and its kin: one package in several versions side by side, each in a stream of its own. An advisory about one
 * stream speaks for no other stream, and for no package that belongs to no module; one about no module for none that does. Only its title
 * names the stream; the versions of its fixes tell that there is one.
 *
 * @see https://docs.fedoraproject.org/en-US/modularity/
 */
export const rpmModules: Streams = {
	/** `NAME:STREAM` of the label `NAME:STREAM:VERSION:CONTEXT`. */
	streamOf({ purl }: Package): string | undefined {
		const encoded = /[?&]rpmmod=([^&#]+)/.exec(purl)?.[1] ?? "";
		const [name, stream] = encoded.replaceAll("%3A", ":").replaceAll("%2B", "+").split(":");
		return name === undefined || stream === undefined ? undefined : `${name}:${stream}`;
	},

	speaksForBuild(affected: Affected, version: string): boolean {
		const fixes = affected.ranges.flat().filter(({ kind }) => kind === "fixed");
		return fixes.length === 0 || fixes.some((fix) => OF_MODULE.test(fix.version) === OF_MODULE.test(version));
	},

	speaksForStream({ summary }: AdvisoryFacts, stream: string): boolean {
		const [module = ""] = stream.split(":");
		const named = [...(summary ?? "").matchAll(STREAM)].filter(([, name]) => name === module);
		return named.length === 0 || named.some(([text]) => text === stream);
	},
};
