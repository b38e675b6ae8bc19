import { field, listOf, textField } from "../../formats/value.ts";
import type { NamedValues } from "../tool-hints.ts";

/** The `properties` of a part of the document: names and values. */
export function propertiesOf(value: unknown): NamedValues {
	const named: [string, string][] = [];
	for (const property of listOf(field(value, "properties"))) {
		const [name, text] = [textField(property, "name"), textField(property, "value")];
		if (name !== undefined && text !== undefined) named.push([name, text]);
	}
	return named;
}

/** Texts of `licenses`: ids, names and expressions. */
export function licensesOf(value: unknown): readonly string[] {
	return listOf(field(value, "licenses")).flatMap((choice) => {
		const license = field(choice, "license");
		return textField(license, "id") ?? textField(license, "name") ?? textField(choice, "expression") ?? [];
	});
}
