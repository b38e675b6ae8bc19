import { parsePlatform } from "@plimsoll/core";
import { field, textField } from "../../formats/value.ts";
import { describedSubject } from "../described-subject.ts";
import { distributionNamed } from "../distribution.ts";
import type { RelationKind } from "../relation.ts";
import type { SbomCollector } from "../sbom-collector.ts";
import type { JsonSbomReader } from "../sbom-reader.ts";
import { componentOf } from "./artifact.ts";

/** Syft's relationships that an inventory has, and whether they are told the other way round. */
const KINDS: ReadonlyMap<string, readonly [kind: RelationKind, isReversed: boolean]> = new Map([
	["contains", ["contains", false]],
	["dependency-of", ["dependsOn", true]],
	["ownership-by-file-overlap", ["owns", false]],
]);

/**
 * Syft's own JSON, of any version of its schema that has `artifacts`.
 *
 * @see https://github.com/anchore/syft/tree/main/schema/json
 */
export const syftJson: JsonSbomReader = {
	recognises: (document) => document.has("artifacts") && /\/syft\//.test(textField(document.value("schema"), "url") ?? ""),
	read(document, collected) {
		collected.format = `Syft ${textField(document.value("schema"), "version") ?? ""} JSON`;
		takeTool(document.value("descriptor"), collected);
		takeSource(document.value("source"), collected);
		takeDistribution(document.value("distro"), collected);
		document.each("artifacts", (value) => collected.component(componentOf(value)));
		document.each("artifactRelationships", (value) => takeRelationship(value, collected));
		collected.ignore("files", document.count("files"));
		collected.ignore("secrets", document.count("secrets"));
	},
};

function takeTool(descriptor: unknown, collected: SbomCollector): void {
	const name = textField(descriptor, "name");
	if (name !== undefined) collected.creators.push([name, textField(descriptor, "version")].filter(Boolean).join(" "));
	collected.created = textField(descriptor, "timestamp");
}

/** The parts of `source` were called otherwise before version 11 of the schema. */
function takeSource(source: unknown, collected: SbomCollector): void {
	const metadata = field(source, "metadata") ?? field(source, "target");
	const isImage = textField(source, "type") === "image";
	const [os, architecture] = [textField(metadata, "os"), textField(metadata, "architecture")];
	collected.describes = describedSubject({
		name: textField(metadata, "userInput") ?? textField(source, "name") ?? textField(metadata, "path"),
		version: textField(metadata, "manifestDigest") ?? textField(source, "version"),
		platform: isImage && architecture !== undefined ? parsePlatform(`${os ?? "linux"}/${architecture}`) : undefined,
		isImage,
	});
}

function takeDistribution(distribution: unknown, collected: SbomCollector): void {
	const id = textField(distribution, "id") ?? textField(distribution, "name");
	const identification = distributionNamed(id ?? "", textField(distribution, "versionID") ?? textField(distribution, "version"));
	if (identification === undefined) return;

	const idLike = [field(distribution, "idLike") ?? []].flat().filter((like) => typeof like === "string");
	const codename = textField(distribution, "versionCodename");
	const name = textField(distribution, "prettyName");
	collected.system = {
		identification: {
			...identification,
			idLike: idLike.flatMap((like) => like.split(" ")),
			version: textField(distribution, "version"),
			...(codename === undefined ? {} : { codename }),
			...(name === undefined ? {} : { name }),
		},
	};
}

function takeRelationship(value: unknown, collected: SbomCollector): boolean {
	const [kind, isReversed] = KINDS.get(textField(value, "type") ?? "") ?? [];
	const [parent, child] = [textField(value, "parent"), textField(value, "child")];
	if (kind === undefined || parent === undefined || child === undefined) return true;
	return collected.relate(isReversed ? { kind, from: child, to: parent } : { kind, from: parent, to: child });
}
