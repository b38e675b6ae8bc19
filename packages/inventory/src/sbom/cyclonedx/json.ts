import type { JsonDocument } from "../json-document.ts";
import type { JsonSbomReader } from "../sbom-reader.ts";
import { takeComponent } from "./components.ts";
import { takeComposition, takeDependency } from "./dependencies.ts";
import { IGNORED } from "./ignored.ts";
import { takeMetadata } from "./metadata.ts";

/**
 * CycloneDX as JSON.
 *
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export const cycloneDxJson: JsonSbomReader = {
	recognises: (document) => document.text("bomFormat") === "CycloneDX",
	read(document, collected) {
		collected.format = `CycloneDX ${versionOf(document)} JSON`;
		takeMetadata(document.value("metadata"), collected);
		document.each("components", (value) => takeComponent(value, collected));
		document.each("dependencies", (value) => takeDependency(value, collected));
		document.each("compositions", (value) => takeComposition(value, collected));
		for (const [name, what] of IGNORED) collected.ignore(what, document.count(name));
	},
};

function versionOf(document: JsonDocument): string {
	return (document.text("specVersion") ?? "").slice(0, 16);
}
