import type { BillSubject } from "../bill-of-materials/bill-of-materials.ts";
import { hashOf } from "../bill-of-materials/hashes.ts";
import { type CdxHash, cdxHash } from "./hashes.ts";
import { type Property, propertiesOf } from "./properties.ts";
import { versionText } from "./version-text.ts";

/** The component that a bill of materials is about. */
export interface SubjectComponent {
	readonly type: BillSubject["kind"];
	readonly "bom-ref": string;
	readonly name: string;
	readonly version?: string;
	readonly hashes?: readonly CdxHash[];
	readonly purl?: string;
	readonly properties?: readonly Property[];
}

/** Describes what was examined: an image by its digest, a folder by its name. */
export function subjectComponent({ kind, name, version, purl, digest, facts }: BillSubject): SubjectComponent {
	return {
		type: kind,
		"bom-ref": purl || "subject",
		name,
		...(version === undefined ? {} : { version: versionText(version) }),
		...(digest === undefined ? {} : { hashes: [cdxHash(hashOf(digest))] }),
		...(purl === undefined ? {} : { purl }),
		...propertiesOf(facts),
	};
}
