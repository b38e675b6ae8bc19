import {
	algorithmOf,
	type Digest,
	type DigestAlgorithm,
	formatPlatform,
	hexOf,
	type ImageSubject,
	type SbomSubject,
	type Subject,
} from "@plimsoll/core";
import { type Property, properties } from "./properties.ts";

/** The component that a bill of materials is about. */
export interface SubjectComponent {
	readonly type: "container" | "application";
	readonly "bom-ref": string;
	readonly name: string;
	readonly version?: string;
	readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
	readonly purl?: string;
	readonly properties?: readonly Property[];
}

const HASH_NAMES: Readonly<Record<DigestAlgorithm, string>> = { sha256: "SHA-256", sha384: "SHA-384", sha512: "SHA-512" };

/** Describes what was examined: an image by its digest, a folder by its name. */
export function subjectComponent(subject: Subject): SubjectComponent {
	if (subject.kind === "directory") return { type: "application", "bom-ref": "subject", name: subject.target || "." };
	if (subject.kind === "sbom") return documentComponent(subject);

	const purl = imagePurl(subject);
	return {
		type: "container",
		"bom-ref": purl,
		name: subject.tags[0] ?? (subject.target || "image"),
		version: subject.digest,
		hashes: [{ alg: HASH_NAMES[algorithmOf(subject.digest)], content: hexOf(subject.digest) }],
		purl,
		properties: properties([
			["target", subject.target],
			["imageId", subject.configDigest],
			["platform", formatPlatform(subject.platform)],
			...subject.tags.map((tag) => ["tag", tag] as const),
			...subject.layers.map((layer, index) => ["layer", `${index + 1} ${layer.digest}`] as const),
		]),
	};
}

/** What a bill of materials was about, as it said; the document's own digest where it did not. */
function documentComponent({ target, digest, format, describes }: SbomSubject): SubjectComponent {
	const { name, version, purl } = describes ?? { name: target, version: digest };
	return {
		type: describes?.digest === undefined ? "application" : "container",
		"bom-ref": purl ?? "subject",
		name,
		...(version === undefined ? {} : { version }),
		...(purl === undefined ? {} : { purl }),
		properties: properties([
			["target", target],
			["document", `${format} ${digest}`],
		]),
	};
}

/**
 * The purl of an image: its repository's last part, its digest, and where it says so its tag and repository.
 *
 * @see https://github.com/package-url/purl-spec/blob/main/types-doc/oci-definition.md
 */
function imagePurl({ tags, target, digest, platform }: ImageSubject): string {
	const { repository, tag } = splitTag(tags[0] ?? "");
	const path = repository === "" ? target : repository;
	const name = path.split(/[/\\:]/).findLast((part) => part !== "") ?? "image";
	const qualifiers = [
		["arch", platform.architecture],
		["repository_url", repository.includes("/") ? repository.toLowerCase() : ""],
		["tag", tag],
	].filter(([, value]) => value !== "");
	const query = qualifiers.map(([key, value]) => `${key}=${encode(value ?? "")}`).join("&");
	return `pkg:oci/${encode(name.toLowerCase())}@${encode(digest satisfies Digest)}${query === "" ? "" : `?${query}`}`;
}

function splitTag(name: string): { repository: string; tag: string } {
	const colon = name.lastIndexOf(":");
	return colon > name.lastIndexOf("/") ? { repository: name.slice(0, colon), tag: name.slice(colon + 1) } : { repository: name, tag: "" };
}

function encode(text: string): string {
	return encodeURIComponent(text.toWellFormed());
}
