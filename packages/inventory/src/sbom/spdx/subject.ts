import type { Component } from "../component.ts";
import { describedSubject } from "../described-subject.ts";
import { distributionNamed } from "../distribution.ts";
import { factOf } from "../facts.ts";
import { ownSubject, platformOf } from "../own-subject.ts";
import type { SbomCollector } from "../sbom-collector.ts";

/** Takes what a package says as the one that the document is about, if it is that. */
export function takeSubject({ ref, name, version, purl, facts }: Component, isImage: boolean, collected: SbomCollector): void {
	if (facts.has("kind")) {
		collected.ours = true;
		collected.subject = ownSubject(facts, version);
	}
	if (!collected.subjects.has(ref) || collected.describes !== undefined) return;
	collected.describes = describedSubject({ name, version, purl, platform: platformOf(facts), isImage });
}

/** Takes a package that stands for the operating system. The first is the subject's. */
export function takeSystem({ name, version, facts }: Component, title: string | undefined, collected: SbomCollector): void {
	const identification = distributionNamed(name, version);
	if (identification === undefined) return;
	const named = title === undefined ? {} : { name: title };
	collected.system ??= {
		identification: { ...identification, ...named, idLike: facts.get("idLike") ?? [] },
		path: factOf(facts, "location"),
		namespace: factOf(facts, "namespace"),
		ecosystem: factOf(facts, "ecosystem"),
		ours: facts.size > 0,
	};
}
