/**
 * Whether a name that an image carries is what a user means by a reference. `app`, `app:latest` and
 * `docker.io/library/app:latest` are one name, since tools write it at different lengths.
 */
export function isSameName(carried: string, wanted: string): boolean {
	return carried === wanted || canonical(carried) === canonical(wanted);
}

function canonical(name: string): string {
	const short = name.replace(/^(?:index\.)?docker\.io\//, "").replace(/^library\//, "");
	const tagged = short.lastIndexOf(":") > short.lastIndexOf("/");
	return tagged ? short : `${short}:latest`;
}
