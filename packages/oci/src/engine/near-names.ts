import { compareText } from "@plimsoll/core";
import { listed } from "../manifest/listing.ts";

/** Says which images there are that somebody may have meant: those of the same last name, else all. */
export function describeNear(wanted: string, names: readonly string[]): string {
	if (names.length === 0) return "it has none with a name";
	const last = lastNameOf(wanted);
	const near = names.filter((name) => lastNameOf(name).includes(last) || last.includes(lastNameOf(name)));
	return `it has ${listed([...new Set(near.length > 0 ? near : names)].sort(compareText))}`;
}

/** `app` of `registry:5000/team/app:1.0`. */
function lastNameOf(name: string): string {
	return name.slice(name.lastIndexOf("/") + 1).replace(/[:@].*$/, "");
}
