import type { CatalogContext, FoundPackage } from "../../cataloger.ts";
import { parseJson } from "../../formats/json.ts";
import { problemEntry } from "../../formats/problem.ts";
import { field, listOf, textField } from "../../formats/value.ts";
import { foundMavenPackage } from "./maven-package.ts";

const PURL = /^pkg:maven\/([^/@?#]+)\/([^/@?#]+)@([^/@?#]+)/;

/**
 * Adds the packages that the bill of materials of a native executable names: the application itself and what it was built of.
 *
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export function addNativeSbom(context: CatalogContext, path: string, text: string): void {
	const { value: bom, problem } = parseJson(Buffer.from(text), context.limits);
	if (problem !== undefined) context.report(problemEntry(path, { ...problem, message: `bill of materials: ${problem.message}` }));

	const application = componentOf(field(field(bom, "metadata"), "component"), path);
	const components = new Map<string, FoundPackage>();
	let unnamed = 0;
	for (const one of listOf(field(bom, "components"))) {
		const found = componentOf(one, path);
		if (found === undefined) unnamed++;
		else components.set(textField(one, "bom-ref") ?? found.purl, found);
	}
	const needs = dependenciesOf(bom, components);
	if (application !== undefined) context.add(application);
	for (const [ref, found] of components) {
		const contained = application === undefined ? {} : { containedIn: [application.purl] };
		context.add({ ...found, ...contained, dependsOn: needs.get(ref) ?? [] });
	}
	if (unnamed > 0) {
		const message = `bill of materials: ${unnamed} components without a package URL of Maven`;
		context.report({ code: "identity-unknown", message: `${path}: ${message}`, path });
	}
}

function componentOf(component: unknown, path: string): FoundPackage | undefined {
	const [groupId, artifactId, version] = (PURL.exec(textField(component, "purl") ?? "") ?? []).slice(1).map(decoded);
	if (groupId === undefined) return undefined;

	const licenses = listOf(field(component, "licenses")).flatMap((choice) => licenseOf(choice) ?? []);
	const found = foundMavenPackage({ groupId, artifactId, version, path, licenses });
	const cpes = listOf(field(component, "properties")).flatMap((property) => cpeOf(property) ?? []);
	return found === undefined || cpes.length === 0 ? found : { ...found, cpes };
}

function licenseOf(choice: unknown): string | undefined {
	const license = field(choice, "license");
	return textField(license, "id") ?? textField(license, "name") ?? textField(choice, "expression");
}

/** GraalVM names CPEs as Syft does. */
function cpeOf(property: unknown): string | undefined {
	const value = textField(property, "value");
	return textField(property, "name") === "syft:cpe23" && value?.startsWith("cpe:2.3:") === true ? value : undefined;
}

/** The purls that each component needs, by its reference. */
function dependenciesOf(bom: unknown, components: ReadonlyMap<string, FoundPackage>): ReadonlyMap<string, readonly string[]> {
	const needs = new Map<string, readonly string[]>();
	for (const dependency of listOf(field(bom, "dependencies"))) {
		const refs = listOf(field(dependency, "dependsOn"));
		const purls = refs.flatMap((ref) => (typeof ref === "string" ? (components.get(ref)?.purl ?? []) : []));
		needs.set(textField(dependency, "ref") ?? "", purls);
	}
	return needs;
}

function decoded(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}
