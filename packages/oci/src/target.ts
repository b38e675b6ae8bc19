import { isDigest } from "@plimsoll/core";
import { OciError } from "./errors.ts";
import type { Selector } from "./manifest/selector.ts";
import { REMOTE_SOURCES, SOURCES } from "./sources/index.ts";

/** A way to read a target: where the path ends and the name of an image begins is only told by which path exists. */
export interface TargetReading {
	readonly path: string;
	readonly selector?: Selector;
}

/** What a user named. */
export interface Target {
	/** As it was given. */
	readonly text: string;
	/** The prefix that names the form; without one, the content tells. */
	readonly prefix?: string;
	/** The ways to read the rest, longest path first. Paths may hold colons, and names of images do. */
	readonly readings: readonly TargetReading[];
}

/**
 * Reads a target: `oci:PATH[:TAG]`, `oci-archive:PATH[:TAG]`, `docker-archive:PATH[:REFERENCE]`, `dir:PATH`, `rootfs:PATH`,
 * `sbom:PATH`, `docker:NAME`, `podman:NAME`, or a path alone. Instead of `:TAG`, `@sha256:…` names an image by digest. The path `-` is
 * standard input. A path that starts like one of the prefixes is written with `./`.
 *
 * @example
 * parseTarget("docker-archive:app.tar:registry:5000/app:1.0");
 * @throws {@link OciError} `target-invalid`
 */
export function parseTarget(text: string): Target {
	const named = [...SOURCES, ...REMOTE_SOURCES].find(({ prefix }) => text.startsWith(`${prefix}:`));
	const source = SOURCES.find(({ prefix }) => prefix === named?.prefix);
	const rest = named === undefined ? text : text.slice(named.prefix.length + 1);
	if (rest === "") throw new OciError("target-invalid", `the target ${JSON.stringify(text)} names nothing to open`);
	if (rest.includes("\0")) throw new OciError("target-invalid", `the target ${JSON.stringify(text)} has a NUL in it`);

	const readings = [{ path: rest }, ...(source?.selects ? (readDigest(rest) ?? readNames(rest)) : [])];
	return { text, ...(named === undefined ? {} : { prefix: named.prefix }), readings };
}

function readDigest(rest: string): TargetReading[] | undefined {
	const at = rest.lastIndexOf("@");
	const digest = rest.slice(at + 1);
	return at > 0 && isDigest(digest) ? [{ path: rest.slice(0, at), selector: { kind: "digest", digest } }] : undefined;
}

function readNames(rest: string): TargetReading[] {
	const readings: TargetReading[] = [];
	for (let at = rest.lastIndexOf(":"); at > 0; at = rest.lastIndexOf(":", at - 1)) {
		const name = rest.slice(at + 1);
		if (name !== "") readings.push({ path: rest.slice(0, at), selector: { kind: "name", name } });
	}
	return readings;
}
