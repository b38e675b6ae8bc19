/** A package of a tag-value document in the shape that it has in JSON. */
export interface TaggedPackage {
	SPDXID: string;
	readonly name: string;
	versionInfo?: string;
	supplier?: string;
	licenseDeclared?: string;
	licenseConcluded?: string;
	sourceInfo?: string;
	summary?: string;
	primaryPackagePurpose?: string;
	readonly externalRefs: object[];
	readonly checksums: object[];
	readonly attributionTexts: string[];
}

type TextName = { [Name in keyof TaggedPackage]: string extends TaggedPackage[Name] ? Name : never }[keyof TaggedPackage];

/** Tags that hold one text, and what JSON calls them. */
const TEXTS: ReadonlyMap<string, Exclude<TextName, "name" | undefined>> = new Map([
	["SPDXID", "SPDXID"],
	["PackageVersion", "versionInfo"],
	["PackageSupplier", "supplier"],
	["PackageLicenseDeclared", "licenseDeclared"],
	["PackageLicenseConcluded", "licenseConcluded"],
	["PackageSourceInfo", "sourceInfo"],
	["PackageSummary", "summary"],
	["PrimaryPackagePurpose", "primaryPackagePurpose"],
] as const);

/** Takes one tag of a package; others are passed over. */
export function takeOfPackage(one: TaggedPackage, name: string, value: string): void {
	const text = TEXTS.get(name);
	if (text !== undefined) one[text] = value;
	else if (name === "ExternalRef") one.externalRefs.push(referenceOf(value));
	else if (name === "PackageChecksum") one.checksums.push(checksumOf(value));
	else if (name === "PackageAttributionText") one.attributionTexts.push(value);
}

/** `PACKAGE-MANAGER purl pkg:npm/a@1` */
function referenceOf(value: string): object {
	const [referenceCategory, referenceType, referenceLocator] = value.split(/\s+/, 3);
	return { referenceCategory, referenceType, referenceLocator };
}

/** `SHA1: 85ed0817…` */
function checksumOf(value: string): object {
	const [algorithm, checksumValue] = value.split(/:\s*/, 2);
	return { algorithm, checksumValue };
}
