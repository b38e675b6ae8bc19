import {
	compareText,
	type Digest,
	type Evidence,
	isLost,
	type OperatingSystem,
	type Package,
	type PackageLocation,
	type Tool,
} from "@plimsoll/core";
import { type Containment, containmentOf } from "./containment.ts";
import { coverageFacts, type Fact, subjectFacts } from "./facts.ts";
import { soundHashes } from "./hashes.ts";
import { imagePurl } from "./image-purl.ts";
import { licensesOf, licenseText } from "./licenses.ts";
import { soundCpes } from "./sound-cpes.ts";

/** What a bill of materials is about. */
export interface BillSubject {
	readonly kind: "container" | "application";
	readonly name: string;
	/** The digest of an image. */
	readonly version?: string;
	readonly purl?: string;
	/** Of an image's manifest. */
	readonly digest?: Digest;
	readonly facts: readonly Fact[];
}

/**
 * What every format of a bill of materials is written from. Made of evidence once; lists whose order means nothing are ordered
 * here, so that the same evidence gives the same bytes in whatever order it was gathered.
 */
export interface BillOfMaterials {
	readonly tool: Tool;
	/** The time that it carries, where one was given. */
	readonly created?: Date;
	readonly subject: BillSubject;
	/** Whether an installed system was looked at, as in an image, or what somebody plans to build. */
	readonly phase: "installed" | "source";
	readonly operatingSystem?: OperatingSystem;
	/** Ordered by purl; licences by their SPDX ids, and of hashes and CPEs those that are what they say. */
	readonly packages: readonly Package[];
	readonly containment: Containment;
	/** Whether content of the subject was lost. */
	readonly incomplete: boolean;
	/** Facts of the document: its coverage. */
	readonly facts: readonly Fact[];
}

/** Makes the bill of materials of evidence. */
export function billOfMaterials(evidence: Evidence, created?: Date): BillOfMaterials {
	const { tool, operatingSystem } = evidence;
	const packages = evidence.packages.map(ordered).sort((a, b) => compareText(a.purl, b.purl));
	const coverage = evidence.coverage
		.map((entry) => ({ entry, text: JSON.stringify([entry.code, entry.layer, entry.path, entry.message, entry.limit]) }))
		.sort((a, b) => compareText(a.text, b.text))
		.map(({ entry }) => entry);
	return {
		tool,
		...(created === undefined ? {} : { created }),
		subject: subjectOf(evidence),
		phase: evidence.subject.kind === "image" || operatingSystem !== undefined ? "installed" : "source",
		...(operatingSystem === undefined ? {} : { operatingSystem }),
		packages,
		containment: containmentOf(packages),
		incomplete: coverage.some(isLost),
		facts: coverageFacts(coverage),
	};
}

function ordered(pkg: Package): Package {
	const { dependsOn, containedIn, cpes, hashes } = pkg;
	return {
		...pkg,
		licenses: distinct(licensesOf(pkg.licenses).map(licenseText)),
		locations: pkg.locations.toSorted(compareLocations),
		...(dependsOn === undefined ? {} : { dependsOn: distinct(dependsOn) }),
		...(containedIn === undefined ? {} : { containedIn: distinct(containedIn) }),
		...(cpes === undefined ? {} : { cpes: soundCpes(distinct(cpes)) }),
		...(hashes === undefined
			? {}
			: { hashes: soundHashes(hashes).toSorted((a, b) => compareText(a.algorithm + a.value, b.algorithm + b.value)) }),
	};
}

function compareLocations(a: PackageLocation, b: PackageLocation): number {
	return compareText(a.path, b.path) || compareText(a.layer ?? "", b.layer ?? "");
}

function distinct(texts: readonly string[]): readonly string[] {
	return [...new Set(texts)].sort(compareText);
}

function subjectOf({ subject: given }: Evidence): BillSubject {
	switch (given.kind) {
		case "directory":
			return { kind: "application", name: given.target || ".", facts: subjectFacts(given) };
		case "image": {
			const subject = { ...given, tags: distinct(given.tags) };
			const { digest, tags, target } = subject;
			const name = tags[0] ?? (target || "image");
			return { kind: "container", name, version: digest, purl: imagePurl(subject), digest, facts: subjectFacts(subject) };
		}
		case "sbom": {
			const { name, version, purl, digest } = given.describes ?? { name: given.target, version: given.digest };
			return {
				kind: digest === undefined ? "application" : "container",
				name: name || "subject",
				...(version === undefined ? {} : { version }),
				...(purl === undefined ? {} : { purl }),
				...(digest === undefined ? {} : { digest }),
				facts: subjectFacts(given),
			};
		}
	}
}
