import { neutralise } from "@plimsoll/core";
import { chunked } from "../../chunks.ts";
import type { RenderOptions, Report } from "../../reporter.ts";
import type { ExtractedLicense } from "../extracted-licenses.ts";
import type { Annotation } from "./annotations.ts";
import { type Spdx2Document, spdx2Document } from "./document.ts";
import type { SpdxPackage } from "./packages.ts";
import type { Relationship } from "./relationships.ts";

/** Renders a report as SPDX 2 tag-value text. */
export function renderTagValue(report: Report, options: RenderOptions): Iterable<string> {
	return chunked(pieces(spdx2Document(report, options)));
}

function* pieces(document: Spdx2Document): Generator<string> {
	yield head(document);
	for (const pkg of document.packages) yield packageLines(pkg);
	for (const license of document.extractedLicenses()) yield licenseLines(license);
	yield "\n";
	for (const relationship of document.relationships) yield relationshipLine(relationship);
}

function head(document: Spdx2Document): string {
	const { creationInfo } = document;
	return [
		line("SPDXVersion", document.spdxVersion),
		line("DataLicense", document.dataLicense),
		line("SPDXID", document.SPDXID),
		line("DocumentName", document.name),
		line("DocumentNamespace", document.documentNamespace),
		...creationInfo.creators.map((creator) => line("Creator", creator)),
		line("Created", creationInfo.created),
		text("CreatorComment", creationInfo.comment),
		annotationLines(document.SPDXID, document.annotations),
	].join("");
}

function packageLines(pkg: SpdxPackage): string {
	return [
		"\n",
		line("PackageName", pkg.name),
		line("SPDXID", pkg.SPDXID),
		line("PackageVersion", pkg.versionInfo),
		line("PackageSupplier", pkg.supplier),
		line("PackageDownloadLocation", pkg.downloadLocation),
		line("FilesAnalyzed", String(pkg.filesAnalyzed)),
		...(pkg.checksums ?? []).map(({ algorithm, checksumValue }) => line("PackageChecksum", `${algorithm}: ${checksumValue}`)),
		text("PackageSourceInfo", pkg.sourceInfo),
		line("PackageLicenseConcluded", pkg.licenseConcluded),
		line("PackageLicenseDeclared", pkg.licenseDeclared),
		line("PackageCopyrightText", pkg.copyrightText),
		text("PackageSummary", pkg.summary),
		...(pkg.externalRefs ?? []).map(({ referenceCategory, referenceType, referenceLocator }) =>
			line("ExternalRef", `${referenceCategory} ${referenceType} ${referenceLocator}`),
		),
		line("PrimaryPackagePurpose", pkg.primaryPackagePurpose?.replace("_", "-")),
		annotationLines(pkg.SPDXID, pkg.annotations),
	].join("");
}

function licenseLines({ id, name, text: extracted }: ExtractedLicense): string {
	return ["\n", line("LicenseID", id), text("ExtractedText", extracted), line("LicenseName", name)].join("");
}

function relationshipLine({ spdxElementId, relationshipType, relatedSpdxElement }: Relationship): string {
	return line("Relationship", `${spdxElementId} ${relationshipType} ${relatedSpdxElement}`);
}

function annotationLines(id: string, annotations: readonly Annotation[] = []): string {
	return annotations
		.map(({ annotator, annotationDate, annotationType, comment }) =>
			[
				line("Annotator", annotator),
				line("AnnotationDate", annotationDate),
				line("AnnotationType", annotationType),
				line("SPDXREF", id),
				text("AnnotationComment", comment),
			].join(""),
		)
		.join("");
}

function line(tag: string, value: string | undefined): string {
	return value === undefined ? "" : `${tag}: ${harmless(value)}\n`;
}

function text(tag: string, value: string | undefined): string {
	return value === undefined ? "" : `${tag}: <text>${harmless(value)}</text>\n`;
}

/** Foreign text on one line, where nothing begins or ends a text of several lines. */
function harmless(value: string): string {
	return neutralise(value).replace(/<(?=\/?text>)/gi, "&lt;");
}
