import type { PackageLocation } from "@plimsoll/core";
import { field, listOf, textField } from "../../formats/value.ts";
import type { Component } from "../component.ts";
import { cpesOf } from "../cpes.ts";
import { NO_FACTS } from "../facts.ts";
import { placeOf } from "../tool-hints.ts";
import { purlTypeOfSyft } from "./package-types.ts";

/** What an entry of `artifacts` says. */
export function componentOf(value: unknown): Component {
	const metadata = field(value, "metadata");
	const purl = textField(value, "purl");
	const epoch = field(metadata, "epoch");
	const name = textField(metadata, "source") ?? textField(metadata, "originPackage");
	const version = textField(metadata, "sourceVersion");
	return {
		ref: textField(value, "id") ?? "",
		name: textField(value, "name") ?? "",
		group: textField(field(metadata, "pomProperties"), "groupId"),
		version: textField(value, "version"),
		purl: purl === "" ? undefined : purl,
		vendor: textField(metadata, "vendor"),
		licenses: listOf(field(value, "licenses")).flatMap(licenseOf),
		hashes: [],
		cpes: cpesOf(listOf(field(value, "cpes")).map((cpe) => (typeof cpe === "string" ? cpe : textField(cpe, "cpe")))),
		locations: listOf(field(value, "locations")).flatMap(locationOf),
		facts: NO_FACTS,
		hints: {
			type: purlTypeOfSyft(textField(value, "type") ?? ""),
			source: name === undefined || name === "" ? undefined : { name, ...(version === undefined || version === "" ? {} : { version }) },
			sourceRpm: textField(metadata, "sourceRpm"),
			architecture: textField(metadata, "architecture"),
			epoch: typeof epoch === "number" ? String(epoch) : undefined,
		},
	};
}

/** Texts until version 9 of the schema, objects since. */
function licenseOf(license: unknown): string[] {
	const text = typeof license === "string" ? license : textField(license, "spdxExpression") || textField(license, "value");
	return text === undefined || text === "" ? [] : [text];
}

function locationOf(location: unknown): PackageLocation[] {
	const path = textField(location, "path");
	return path === undefined ? [] : [placeOf(path, textField(location, "layerID"))];
}
