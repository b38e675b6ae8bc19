import { DISTRIBUTIONS } from "../os/distributions.ts";
import type { Identification } from "../os/identification-files.ts";

/** What others call a distribution, by our word for it: the `ID` of its os-release. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
	["alma", "almalinux"],
	["amazon", "amzn"],
	["azure linux", "azurelinux"],
	["cbl-mariner", "mariner"],
	["opensuse", "opensuse-leap"],
	["opensuse.leap", "opensuse-leap"],
	["opensuse.tumbleweed", "opensuse-tumbleweed"],
	["oracle", "ol"],
	["redhat", "rhel"],
	["suse", "sles"],
	["suse linux enterprise micro", "sle-micro"],
	["suse linux enterprise server", "sles"],
]);

/** What can be the `ID` of an os-release, or what others have instead. */
const NAME = /^[a-z0-9][a-z0-9. _-]{0,63}$/;
/** How Trivy names what it does not know. */
const UNKNOWN = "none";
/** What can be a version or a code name. */
const RELEASE = /^[\w.~+:-]{1,64}$/;

/**
 * A distribution by its name and version, as components of the type `operating-system` give them; undefined where the name can be
 * that of none.
 */
export function distributionNamed(name: string, version: string | undefined): Identification | undefined {
	const [release] = (version ?? "").trim().split(/\s/, 1);
	const lower = name.trim().toLowerCase();
	if (!NAME.test(lower) || lower === UNKNOWN) return undefined;
	return { id: OTHER_NAMES.get(lower) ?? lower, ...releaseOf(release ?? "") };
}

/**
 * The distribution that a `distro` qualifier names: `debian-12`, `opensuse-leap-15.5`, `3.19.1`, `bookworm`, `wolfi`.
 *
 * @param namespace of the purl, which tells the distribution where the qualifier is only a version or a code name
 */
export function distributionOfQualifier(qualifier: string, namespace: string | undefined): Identification | undefined {
	const text = qualifier.slice(0, 128).toLowerCase();
	for (let end = text.length; end > 0; end = text.lastIndexOf("-", end - 1)) {
		const id = knownId(text.slice(0, end));
		if (id !== undefined) return { id, ...releaseOf(text.slice(end + 1)) };
	}
	const id = namespace === undefined ? undefined : knownId(namespace);
	return id === undefined ? undefined : { id, ...releaseOf(text) };
}

function knownId(name: string): string | undefined {
	const id = OTHER_NAMES.get(name) ?? name;
	return DISTRIBUTIONS.has(id) ? id : undefined;
}

function releaseOf(text: string): Pick<Identification, "versionId" | "codename"> {
	if (/^[a-z]{1,64}$/i.test(text)) return { codename: text.toLowerCase() };
	return RELEASE.test(text) ? { versionId: text } : {};
}
