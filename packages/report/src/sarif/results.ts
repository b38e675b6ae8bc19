import type { Package, PackageLocation, Subject } from "@plimsoll/core";
import { plainName, plainText, relativeUri } from "./escape.ts";
import { type Level, levelOf } from "./levels.ts";
import { remedy } from "./rule-help.ts";
import type { FindingInPackage } from "./rules.ts";

interface Location {
	readonly physicalLocation: {
		readonly artifactLocation: { readonly uri: string };
		readonly region: { readonly startLine: number };
	};
	readonly logicalLocations?: readonly { readonly name: string; readonly fullyQualifiedName: string; readonly kind: string }[];
	readonly message?: { readonly text: string };
}

/** A `result` (SARIF 2.1.0, 3.27) as code scanning reads it. */
export interface Result {
	readonly ruleId: string;
	readonly ruleIndex: number;
	readonly level: Level;
	readonly message: { readonly text: string };
	readonly locations: readonly Location[];
	readonly partialFingerprints: Readonly<Record<string, string>>;
	readonly properties: Readonly<Record<string, string>>;
}

/** Places of one result; code scanning shows the first. */
const MAX_LOCATIONS = 10;

/** What a result needs besides its finding. */
export interface ResultContext {
	readonly subject: Subject;
	readonly ruleId: string;
	readonly ruleIndex: number;
	/** How often the finding's fingerprint was there before: two versions of a package share it. */
	readonly occurrence: number;
}

/** One finding in one package. */
export function resultOf({ finding, pkg }: FindingInPackage, context: ResultContext): Result {
	const name = plainName(pkg?.name ?? finding.purl);
	const version = plainName(pkg?.version ?? "");
	const fingerprint = `${finding.fingerprint}:${context.occurrence + 1}`;
	const summary = finding.summary === undefined ? "" : ` ${plainText(finding.summary)}`;
	return {
		ruleId: context.ruleId,
		ruleIndex: context.ruleIndex,
		level: levelOf(finding.severity),
		message: { text: `${name} ${version} is affected by ${context.ruleId} (${finding.severity}), ${remedy(finding)}.${summary}` },
		locations: locationsOf(pkg, context.subject),
		partialFingerprints: { primaryLocationLineHash: fingerprint, "plimsollFinding/v1": finding.fingerprint },
		properties: {
			purl: finding.purl,
			severity: finding.severity,
			severitySource: finding.severitySource.kind,
			...(finding.fixedVersion === undefined ? {} : { fixedVersion: finding.fixedVersion }),
		},
	};
}

/** A location for a file inside the subject; code scanning wants a line, and a package database has none to tell. */
export function fileLocation(path: string): Location {
	return { physicalLocation: { artifactLocation: { uri: relativeUri(path) }, region: { startLine: 1 } } };
}

function locationsOf(pkg: Package | undefined, subject: Subject): Location[] {
	const places: readonly PackageLocation[] = pkg === undefined || pkg.locations.length === 0 ? [{ path: "/" }] : pkg.locations;
	const image = subject.kind === "image" ? `${subject.target}@${subject.digest}` : subject.target;
	return places.slice(0, MAX_LOCATIONS).map((place) => ({
		...fileLocation(place.path),
		logicalLocations: [
			{ name: plainName(pkg?.name ?? "package"), fullyQualifiedName: plainText(`${image}/${pkg?.purl ?? ""}`), kind: "package" },
		],
		message: { text: plainText(place.layer === undefined ? place.path : `${place.path}, brought by layer ${place.layer}`) },
	}));
}
