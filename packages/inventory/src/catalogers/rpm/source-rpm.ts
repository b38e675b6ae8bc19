import { isIdentifier } from "../../identifier.ts";

/** A source package, as the name of its file tells it; epochs are not part of it. */
export interface SourceRpm {
	readonly name: string;
	/** Version and release. */
	readonly build: string;
}

/** `NAME-VERSION-RELEASE.src.rpm`, or `.nosrc.rpm` where not all sources may be passed on. Versions have no dash. */
const FILE_NAME = /^([^/]+)-([^-/]+-[^-/]+)\.(?:no)?src\.rpm$/;

/** Undefined where a package says nothing (keys), `(none)`, or anything else that is no source package's file. */
export function parseSourceRpm(fileName: string | undefined): SourceRpm | undefined {
	if (!isIdentifier(fileName)) return undefined;

	const [, name, build] = FILE_NAME.exec(fileName) ?? [];
	return name === undefined || build === undefined ? undefined : { name, build };
}
