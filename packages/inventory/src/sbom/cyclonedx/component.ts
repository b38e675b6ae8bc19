import type { PackageLocation } from "@plimsoll/core";
import { distinctHashes } from "../../foreign-hash.ts";
import { field, listOf, objectOf, textField } from "../../formats/value.ts";
import type { Component } from "../component.ts";
import { cpesOf } from "../cpes.ts";
import { factsOf } from "../facts.ts";
import { hashOf } from "../hashes.ts";
import { hintsOf, type NamedValues, placeOf, placesOf } from "../tool-hints.ts";
import { licensesOf, propertiesOf } from "./values.ts";

/** What a `component` says, those inside of it aside. */
export function componentOf(value: unknown): Component {
	const properties = propertiesOf(value);
	const facts = factsOf(properties);
	return {
		ref: textField(value, "bom-ref") ?? "",
		name: textField(value, "name") ?? "",
		group: textField(value, "group"),
		version: textField(value, "version"),
		purl: textField(value, "purl"),
		vendor: textField(field(value, "supplier"), "name") ?? textField(value, "publisher"),
		licenses: licensesOf(value),
		hashes: distinctHashes(listOf(field(value, "hashes")).map((hash) => hashOf(textField(hash, "alg"), textField(hash, "content")))),
		cpes: cpesOf([
			textField(value, "cpe"),
			...namedValues(properties, "syft:cpe23"),
			...(facts.get("cpe") ?? []),
			...identifiedCpes(value),
		]),
		locations: occurrencesOf(value) ?? placesOf(properties),
		facts,
		hints: hintsOf(properties),
	};
}

function namedValues(properties: NamedValues, wanted: string): string[] {
	return properties.filter(([name]) => name === wanted).map(([, value]) => value);
}

/** `evidence.identity` is a list since version 1.6, and one object before. */
function identifiedCpes(value: unknown): (string | undefined)[] {
	const identities = [field(field(value, "evidence"), "identity") ?? []].flat();
	return identities.filter((identity) => textField(identity, "field") === "cpe").map((identity) => textField(identity, "concludedValue"));
}

function occurrencesOf(value: unknown): PackageLocation[] | undefined {
	const occurrences = listOf(field(objectOf(field(value, "evidence")), "occurrences"));
	const places = occurrences.flatMap((occurrence) => {
		const path = textField(occurrence, "location");
		return path === undefined || path === "" ? [] : [placeOf(path, textField(occurrence, "additionalContext"))];
	});
	return places.length === 0 ? undefined : places;
}
