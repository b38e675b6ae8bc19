import type { Package } from "@plimsoll/core";
import { writePurl } from "../purl.ts";
import { PURL_TYPES } from "../purl-types.ts";
import { defined } from "./defined.ts";
import { factOf, flagOf, locationsOf } from "./facts.ts";
import type { Identified, Identity } from "./identity.ts";
import type { Sources } from "./source-package.ts";
import { isSystemType, type Systems } from "./systems.ts";

/** What is known of the other packages of a document. */
export interface Surroundings {
	readonly systems: Systems;
	readonly sources: Sources;
}

/** The package that a component is, its relations aside. */
export function packageOf(identified: Identified, { systems, sources }: Surroundings): Package {
	const { component, identity, isOurs } = identified;
	const { facts, hints, vendor, licenses, cpes, hashes } = component;
	const { purl, name, version } = identity;
	const guessed = isOurs
		? {}
		: { ecosystem: ecosystemOf(identity, systems), architecture: hints.architecture ?? purl.qualifiers.get("arch") };
	return defined({
		purl: writePurl({ ...purl, qualifiers: Object.fromEntries(purl.qualifiers) }),
		type: purl.type,
		name,
		version,
		ecosystem: factOf(facts, "ecosystem") ?? guessed.ecosystem,
		architecture: factOf(facts, "architecture") ?? guessed.architecture,
		vendor: vendor === "" ? undefined : vendor,
		source: sources.sourceOf(identified),
		licenses,
		locations: facts.has("location") ? locationsOf(facts) : component.locations,
		ownedBy: factOf(facts, "ownedBy"),
		direct: flagOf(facts, "direct"),
		development: flagOf(facts, "development") ?? hints.development,
		containedIn: facts.get("containedIn"),
		cpes: cpes.length === 0 ? undefined : cpes,
		hashes: hashes.length === 0 ? undefined : hashes,
	});
}

/** OSV's ecosystem for what another tool names. */
function ecosystemOf({ purl, version }: Identity, systems: Systems): string | undefined {
	if (isSystemType(purl.type)) return systems.systemOf(purl)?.ecosystem;
	// Advisories know no artifact without its group, and no module that was built from a folder.
	if (purl.type === "maven" && purl.namespace === undefined) return undefined;
	if (purl.type === "golang" && !/^\d/.test(version)) return undefined;
	// JSR has no purl type of its own, but names that nobody says anything about as npm's.
	if (purl.type === "npm" && purl.qualifiers.get("repository_url") === "https://jsr.io") return undefined;
	return PURL_TYPES.get(purl.type)?.ecosystem;
}
