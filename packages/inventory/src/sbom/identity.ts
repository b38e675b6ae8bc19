import { isIdentifier } from "../identifier.ts";
import { PURL_TYPES } from "../purl-types.ts";
import { type ReadPurl, readPurl } from "../read-purl.ts";
import type { Component } from "./component.ts";
import { quoted } from "./quoted.ts";
import type { SbomProblem } from "./sbom-collector.ts";
import { isSystemType, type Systems } from "./systems.ts";

/** What a component is: its purl's parts and what the ecosystem calls it. */
export interface Identity {
	readonly purl: ReadPurl & { readonly version: string };
	/** As the ecosystem writes it, a namespace included. */
	readonly name: string;
	/** As advisories write it: with an epoch, without Go's `v`. */
	readonly version: string;
	readonly epoch?: string | undefined;
}

/** A component that was identified. */
export interface Identified {
	readonly component: Component;
	readonly identity: Identity;
	/** Whether Plimsoll wrote it: then what its facts do not say is known to be absent. */
	readonly isOurs: boolean;
}

/** What tools write where there is no version. */
const NO_VERSIONS: ReadonlySet<string> = new Set(["", "UNKNOWN"]);

/** A type for what names none: known to nobody. */
const GENERIC = "generic";

/** What identifying a component takes. */
export interface IdentifyContext {
	readonly systems: Systems;
	/** Whether Plimsoll wrote it. */
	readonly isOurs: boolean;
	/** Takes what is wrong with it, also where it can be identified in spite of that. */
	readonly problem: (problem: SbomProblem) => void;
}

/**
 * Tells what a component is: by its purl, where it has one that can be read, else by its name.
 *
 * @returns undefined where nothing tells, which was said
 */
export function identify(component: Component, { systems, isOurs, problem }: IdentifyContext): Identity | undefined {
	const say = (code: SbomProblem["code"], message: string): undefined => {
		problem({ code, message: `component ${quoted(component.name || component.ref)}: ${message}` });
	};
	const written = component.purl === undefined ? undefined : readPurl(component.purl);
	if (component.purl !== undefined && written === undefined) {
		say("file-malformed", `expected a package URL, found ${quoted(component.purl)}`);
	}
	const purl = written ?? purlOfNames(component, systems);
	if (!isName(purl.name)) return say("file-malformed", "no valid name");
	const version = purl.version ?? component.version;
	if (version === undefined || NO_VERSIONS.has(version)) return say("version-unresolved", "no version");
	if (!isIdentifier(version)) return say("file-malformed", `no valid version, found ${quoted(version)}`);

	const full = { ...purl, version };
	return isOurs ? asWritten(component, full) : versioned(component, full);
}

/** Plimsoll writes names and versions as it has them, and purls that are normal. */
function asWritten({ name, version }: Component, purl: Identity["purl"]): Identity {
	return {
		purl,
		name: isName(name) ? name : purl.name,
		version: isIdentifier(version) ? version : purl.version,
	};
}

function versioned(component: Component, purl: Identity["purl"]): Identity {
	const name = nameOf(component, purl);
	if (purl.type === "golang") return { purl, name, version: purl.version.replace(/^(?:v|go)(?=\d)/, "") };
	if (purl.type !== "rpm" && purl.type !== "deb") return { purl, name, version: purl.version };

	const { epoch, build } = epochOf(component, purl);
	const version = epoch === undefined ? build : `${epoch}:${build}`;
	const { epoch: _, ...others } = Object.fromEntries(purl.qualifiers);
	// An epoch is a qualifier of an rpm, and part of the version of a deb, whoever wrote it otherwise.
	const qualifiers = new Map(Object.entries(purl.type === "rpm" && epoch !== undefined ? { ...others, epoch } : others));
	return { purl: { ...purl, version: purl.type === "rpm" ? build : version, qualifiers }, name, version, epoch };
}

/** An epoch stands in the version, in a qualifier, or beside the purl. */
function epochOf({ version = "", hints }: Component, purl: Identity["purl"]): { epoch: string | undefined; build: string } {
	const [, inVersion, build = purl.version] = /^(\d+):(.+)$/s.exec(purl.version) ?? [];
	const epoch =
		inVersion ?? purl.qualifiers.get("epoch") ?? hints.epoch ?? (version.endsWith(`:${build}`) ? version.split(":", 1)[0] : undefined);
	return { epoch: epoch !== undefined && /^\d{1,10}$/.test(epoch) ? epoch : undefined, build };
}

/** The component's own spelling, where that is the purl's but for its case, which some types do not keep. */
function nameOf({ name, group }: Component, purl: ReadPurl): string {
	const rules = PURL_TYPES.get(purl.type);
	const separator = rules?.separator;
	const full = purl.namespace === undefined || separator === undefined ? purl.name : `${purl.namespace}${separator}${purl.name}`;
	if (rules?.normaliseName !== undefined) return full;
	const spellings = [name, `${group ?? ""}${separator ?? ""}${name}`];
	return spellings.find((spelling) => spelling !== full && spelling.toLowerCase() === full.toLowerCase()) ?? full;
}

/** Of what has no purl: its type, where a tool tells it, its name, and for system packages the document's system. */
function purlOfNames({ name, group, hints }: Component, systems: Systems): ReadPurl {
	const type = hints.type ?? GENERIC;
	const qualifiers = new Map<string, string>();
	if (isSystemType(type)) {
		const namespace = systems.systemOf({ qualifiers })?.namespace;
		return { type, name, ...(namespace === undefined ? {} : { namespace }), qualifiers };
	}
	const separator = PURL_TYPES.get(type)?.separator;
	const at = separator === undefined || group !== undefined ? -1 : name.lastIndexOf(separator);
	const namespace = group ?? (at > 0 ? name.slice(0, at) : undefined);
	return { type, name: name.slice(at + 1), ...(namespace === undefined || namespace === "" ? {} : { namespace }), qualifiers };
}

/** Unlike identifiers, names of software may have spaces. */
function isName(name: string): boolean {
	return isIdentifier(name.replaceAll(" ", "_")) && name.trim() !== "";
}
