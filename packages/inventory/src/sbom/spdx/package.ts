import { distinctHashes } from "../../foreign-hash.ts";
import { field, listOf, textField } from "../../formats/value.ts";
import type { Component } from "../component.ts";
import { cpesOf } from "../cpes.ts";
import { factsOf, parsed } from "../facts.ts";
import { hashOf } from "../hashes.ts";
import { hintsOf, type NamedValues, placesOf } from "../tool-hints.ts";
import { sourceOf, sourcePlaces } from "./source-info.ts";

/** What SPDX writes for what is not known, or not there. */
export const UNKNOWN: ReadonlySet<string> = new Set(["NOASSERTION", "NONE"]);

/** What a package of SPDX 2 says. */
export function componentOf(value: unknown): Component {
	const references = listOf(field(value, "externalRefs"));
	const locators = (type: string): (string | undefined)[] =>
		references.filter((ref) => textField(ref, "referenceType") === type).map((ref) => textField(ref, "referenceLocator"));
	const remarks = remarksOf(value);
	const sourceInfo = textField(value, "sourceInfo") ?? "";
	const hints = hintsOf(remarks);
	const places = placesOf(remarks);
	return {
		ref: textField(value, "SPDXID") ?? "",
		name: textField(value, "name") ?? "",
		version: knownText(value, "versionInfo"),
		purl: locators("purl")[0],
		vendor: knownText(value, "supplier")?.replace(/^(?:Organization|Person): /, ""),
		licenses: [knownText(value, "licenseDeclared") ?? knownText(value, "licenseConcluded") ?? []].flat(),
		hashes: distinctHashes(
			listOf(field(value, "checksums")).map((sum) => hashOf(textField(sum, "algorithm"), textField(sum, "checksumValue"))),
		),
		cpes: cpesOf(locators("cpe23Type")),
		locations: places.length > 0 ? places : sourcePlaces(sourceInfo),
		facts: factsOf(factValues(value)),
		hints: { ...hints, source: hints.source ?? sourceOf(sourceInfo) },
	};
}

/** A text that says something. */
function knownText(value: unknown, key: string): string | undefined {
	const text = textField(value, key);
	return text === undefined || text === "" || UNKNOWN.has(text) ? undefined : text;
}

/** Comments of annotations, and attribution texts, in which Trivy writes `FilePath: …`. */
function remarksOf(value: unknown): NamedValues {
	return [...commentsOf(value), ...listOf(field(value, "attributionTexts"))].flatMap((remark) => {
		const [, name, text] = typeof remark === "string" ? (/^([A-Za-z]{1,32}): (.*)$/.exec(remark) ?? []) : [];
		return name === undefined || text === undefined ? [] : [[`aquasecurity:trivy:${name}`, text] as const];
	});
}

/** The facts that Plimsoll writes as an annotation: a JSON object of texts and lists of them. */
export function* factValues(value: unknown): Generator<readonly [string, string], void, undefined> {
	for (const comment of commentsOf(value)) {
		if (!comment.startsWith('{"plimsoll:')) continue;
		for (const [name, values] of Object.entries(parsed(comment))) {
			for (const text of [values].flat()) if (typeof text === "string") yield [name, text];
		}
	}
}

function commentsOf(value: unknown): string[] {
	return listOf(field(value, "annotations")).flatMap((annotation) => textField(annotation, "comment") ?? []);
}
