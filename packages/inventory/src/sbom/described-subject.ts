import { type DescribedSubject, isDigest, type Platform } from "@plimsoll/core";
import { readPurl } from "../read-purl.ts";

/** What a document says of what it is about. */
export interface SubjectClaims {
	readonly name: string | undefined;
	readonly version?: string | undefined;
	readonly purl?: string | undefined;
	readonly platform?: Platform | undefined;
	/** Whether it is an image, whose version may be its digest. */
	readonly isImage: boolean;
}

/** What a document is about; undefined where it does not say. An image's digest is its version, or that of its purl. */
export function describedSubject({ name, version, purl, platform, isImage }: SubjectClaims): DescribedSubject | undefined {
	if (name === undefined || name === "") return undefined;

	const digests = isImage ? [version, purl === undefined ? undefined : readPurl(purl)?.version] : [];
	const digest = digests.find((candidate) => isDigest(candidate));
	return {
		name,
		...(version === undefined || version === "" ? {} : { version }),
		...(purl === undefined ? {} : { purl }),
		...(digest === undefined ? {} : { digest }),
		...(platform === undefined ? {} : { platform }),
	};
}
