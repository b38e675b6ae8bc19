import { distinctHashes } from "../../foreign-hash.ts";
import { field, listOf, textField } from "../../formats/value.ts";
import type { Component } from "../component.ts";
import { cpesOf } from "../cpes.ts";
import { factsOf } from "../facts.ts";
import { hashOf } from "../hashes.ts";
import { sourceOf, sourcePlaces } from "./source-info.ts";

/** What other elements of the graph say of packages, by their ids. */
export interface GraphIndex {
	/** Names of people, organisations and tools. */
	readonly agents: ReadonlyMap<string, string>;
	/** Licence expressions by the package they are declared, or else concluded, for. */
	readonly licenses: ReadonlyMap<string, string>;
}

/** What a package of SPDX 3 says. */
export function componentOf(value: unknown, { agents, licenses }: GraphIndex): Component {
	const identifiers = listOf(field(value, "externalIdentifier"));
	const identified = (type: string): (string | undefined)[] =>
		identifiers.filter((one) => textField(one, "externalIdentifierType") === type).map((one) => textField(one, "identifier"));
	const ref = textField(value, "spdxId") ?? "";
	const sourceInfo = textField(value, "software_sourceInfo") ?? "";
	const license = licenses.get(ref);
	return {
		ref,
		name: textField(value, "name") ?? "",
		version: textField(value, "software_packageVersion"),
		purl: textField(value, "software_packageUrl") ?? identified("packageUrl")[0],
		vendor: agents.get(textField(value, "suppliedBy") ?? ""),
		licenses: license === undefined ? [] : [license],
		hashes: distinctHashes(
			listOf(field(value, "verifiedUsing")).map((hash) => hashOf(textField(hash, "algorithm"), textField(hash, "hashValue"))),
		),
		cpes: cpesOf(identified("cpe23")),
		locations: sourcePlaces(sourceInfo),
		facts: factsOf(factValues(value)),
		hints: { source: sourceOf(sourceInfo) },
	};
}

/** The facts that Plimsoll writes into the extension that SPDX 3 has for CycloneDX's properties. */
export function* factValues(value: unknown): Generator<readonly [string, string], void, undefined> {
	for (const extension of listOf(field(value, "extension"))) {
		for (const entry of listOf(field(extension, "extension_cdxProperty"))) {
			const [name, text] = [textField(entry, "extension_cdxPropName"), textField(entry, "extension_cdxPropValue")];
			if (name !== undefined && text !== undefined) yield [name, text];
		}
	}
}
