import type { SourcePackage } from "@plimsoll/core";
import { withEpoch } from "../catalogers/rpm/installed-package.ts";
import { type BuiltPackage, SourceEpochs } from "../catalogers/rpm/source-epochs.ts";
import { parseSourceRpm } from "../catalogers/rpm/source-rpm.ts";
import { isIdentifier } from "../identifier.ts";
import { factOf } from "./facts.ts";
import type { Identified } from "./identity.ts";

/** Tells the source packages that distributions advise on, by what tools carry of them. */
export class Sources {
	readonly #epochs = new SourceEpochs();

	/** Takes an rpm before the sources of others are asked for: it may tell its source's epoch. */
	learn(identified: Identified): void {
		const built = builtRpm(identified);
		if (built !== undefined) this.#epochs.learn(built);
	}

	/** Undefined where nothing tells, or where it is the package itself, which only rpms name. */
	sourceOf(identified: Identified): SourcePackage | undefined {
		const { facts, hints } = identified.component;
		const { name, version, purl } = identified.identity;
		if (identified.isOurs) return checked(factOf(facts, "sourceName"), factOf(facts, "sourceVersion") ?? version);

		const rpm = builtRpm(identified);
		if (rpm !== undefined) return this.#epochs.sourceOf(rpm);

		const [upstream, upstreamVersion] = splitUpstream(purl.qualifiers.get("upstream"));
		const source = checked(hints.source?.name ?? upstream, hints.source?.version ?? upstreamVersion ?? version);
		return source?.name === name && source.version === version ? undefined : source;
	}
}

/** Of an rpm the source is told by the name of its file, or by Trivy, who takes the package's epoch for that of the source. */
function builtRpm({ component: { hints }, identity: { purl, epoch } }: Identified): BuiltPackage | undefined {
	if (purl.type !== "rpm") return undefined;
	const { name, version } = hints.source ?? {};
	const told = checked(name, version?.replace(/^\d+:/, ""));
	const source =
		told === undefined ? parseSourceRpm(hints.sourceRpm ?? purl.qualifiers.get("upstream")) : { name: told.name, build: told.version };
	return source === undefined ? undefined : { source, build: purl.version, epoch: epoch === undefined ? undefined : Number(epoch) };
}

/** Syft writes `NAME@VERSION`, or the name alone where the version is the package's own. */
function splitUpstream(upstream: string | undefined): readonly [name: string | undefined, version: string | undefined] {
	const at = upstream?.lastIndexOf("@") ?? -1;
	return upstream === undefined || at <= 0 ? [upstream, undefined] : [upstream.slice(0, at), upstream.slice(at + 1)];
}

function checked(name: string | undefined, version: string | undefined): SourcePackage | undefined {
	return isIdentifier(name) && isIdentifier(version) ? { name, version } : undefined;
}

/** A version of its parts, as Trivy gives them: `[EPOCH:]VERSION[-RELEASE]`. */
export function joinedVersion(version: string | undefined, release: string | undefined, epoch: string | undefined): string | undefined {
	if (version === undefined) return undefined;
	const number = epoch === undefined || epoch === "0" ? undefined : Number(epoch);
	return withEpoch(release === undefined || release === "" ? version : `${version}-${release}`, number);
}
