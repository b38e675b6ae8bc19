import { hash } from "node:crypto";
import type { Package } from "@plimsoll/core";
import type { BillOfMaterials } from "../bill-of-materials/bill-of-materials.ts";
import { type PackageRefs, UniqueRefs } from "../bill-of-materials/unique-refs.ts";
import { slug } from "./extracted-licenses.ts";

/** What the subject is called in every document. */
export const SUBJECT_ID = "SPDXRef-Subject";

/** What the operating system is called in every document. */
export const SYSTEM_ID = "SPDXRef-OperatingSystem";

/** Identifiers of packages: readable, and made of the purl alone, so that a package has the same one in every document. */
export function packageIds({ packages }: BillOfMaterials): PackageRefs {
	return new UniqueRefs("-").giveAll(packages, idOf);
}

function idOf({ type, name, purl }: Package): string {
	return `SPDXRef-Package-${slug(type)}${slug(name)}${hash("sha256", purl).slice(0, 16)}`;
}
