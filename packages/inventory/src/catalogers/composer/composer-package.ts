import type { FoundPackage } from "../../cataloger.ts";
import { foreignHash } from "../../foreign-hash.ts";
import { field, listOf, textField, type Value } from "../../formats/value.ts";
import { isIdentifier } from "../../identifier.ts";
import { licenseNames } from "../../license-names.ts";
import { writePurl } from "../../purl.ts";

/** OSV names the repository where it is not Packagist's own. */
const DRUPAL = "https://packages.drupal.org/8";

/** What is known of a package beside its entry. */
export interface ComposerFacts {
	readonly path: string;
	readonly broughtBy?: string | undefined;
	readonly direct: boolean | undefined;
	readonly development: boolean | undefined;
	readonly dependsOn: readonly string[];
}

/** The name that all spellings of a package's name share; undefined where an entry has none that a package can have. */
export function composerName(entry: unknown): string | undefined {
	const name = textField(entry, "name")?.toLowerCase();
	return isIdentifier(name) && /^[^/]+(?:\/[^/]+)?$/.test(name) ? name : undefined;
}

/** The purl of an entry of a lock or of the list of installed packages; undefined where its name or version can be none. */
export function composerPurl(entry: unknown): string | undefined {
	const name = composerName(entry);
	const version = field(entry, "version");
	if (name === undefined || !isIdentifier(version)) return undefined;

	const slash = name.indexOf("/");
	const namespace = slash === -1 ? undefined : name.slice(0, slash);
	return writePurl({ type: "composer", namespace, name: name.slice(slash + 1), version });
}

/** Makes a found package of an entry; undefined where its name or version can be none. */
export function foundComposerPackage(entry: Value, facts: ComposerFacts): FoundPackage | undefined {
	const purl = composerPurl(entry);
	const name = composerName(entry);
	if (purl === undefined || name === undefined) return undefined;

	const { path, broughtBy, direct, development, dependsOn } = facts;
	const license = field(entry, "license");
	const hash = foreignHash("sha1", "hex", field(field(entry, "dist"), "shasum"));
	return {
		purl,
		type: "composer",
		name,
		version: String(field(entry, "version")),
		ecosystem: ecosystemOf(entry),
		licenses: licenseNames(typeof license === "string" ? [license] : listOf(license)),
		path,
		broughtBy,
		...(direct === undefined ? {} : { direct }),
		...(development === undefined ? {} : { development }),
		...(dependsOn.length === 0 ? {} : { dependsOn }),
		...(hash === undefined ? {} : { hashes: [hash] }),
	};
}

/** The repository is only told by where installs are counted. */
function ecosystemOf(entry: Value): string {
	return textField(entry, "notification-url")?.startsWith(`${DRUPAL}/`) === true ? `Packagist:${DRUPAL}` : "Packagist";
}
