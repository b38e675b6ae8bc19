import type { ImageSubject } from "@plimsoll/core";

/**
 * The purl of an image: its repository's last part, its digest, and where it says so its tag and repository.
 *
 * @see https://github.com/package-url/purl-spec/blob/main/types-doc/oci-definition.md
 */
export function imagePurl({ tags, target, digest, platform }: ImageSubject): string {
	const { repository, tag } = splitTag(tags[0] ?? "");
	const path = repository === "" ? target : repository;
	const name = path.split(/[/\\:]/).findLast((part) => part !== "") ?? "image";
	const qualifiers = [
		["arch", platform.architecture],
		["repository_url", repository.includes("/") ? repository.toLowerCase() : ""],
		["tag", tag],
	].filter(([, value]) => value !== "");
	const query = qualifiers.map(([key, value]) => `${key}=${encode(value ?? "")}`).join("&");
	return `pkg:oci/${encode(name.toLowerCase())}@${encode(digest)}${query === "" ? "" : `?${query}`}`;
}

function splitTag(name: string): { repository: string; tag: string } {
	const colon = name.lastIndexOf(":");
	return colon > name.lastIndexOf("/") ? { repository: name.slice(0, colon), tag: name.slice(colon + 1) } : { repository: name, tag: "" };
}

function encode(text: string): string {
	return encodeURIComponent(text.toWellFormed());
}
