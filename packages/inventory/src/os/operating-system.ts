import type { OperatingSystem } from "@plimsoll/core";
import { DISTRIBUTIONS } from "./distributions.ts";
import type { Identification } from "./identification-files.ts";

/** An operating system by what identifies it. */
export function operatingSystemOf(identification: Identification): Omit<OperatingSystem, "path"> {
	const { id, versionId } = identification;
	const distribution = DISTRIBUTIONS.get(id);
	const ecosystem = distribution?.ecosystem?.(identification);
	return {
		id,
		idLike: identification.idLike ?? [],
		...(versionId === undefined ? {} : { versionId }),
		name: identification.name ?? [distribution?.name ?? id, versionId].filter(Boolean).join(" "),
		namespace: distribution?.namespace ?? id,
		...(ecosystem === undefined ? {} : { ecosystem }),
	};
}
