const TYPES: Readonly<Record<string, string>> = {
	Debian: "deb/debian",
	Alpine: "apk/alpine",
	"Rocky Linux": "rpm/rocky",
	npm: "npm",
	PyPI: "pypi",
	Go: "golang",
	Maven: "maven",
	"crates.io": "cargo",
};

/** Types that an older Trivy makes up. */
const MADE_UP: Readonly<Record<string, string>> = { rustbinary: "cargo", gobinary: "golang" };

/** `type/namespace/name@version`, the same text for the same package whoever wrote the package URL; qualifiers are dropped. */
export function normalisePurl(purl: string): string {
	const rest = purl.replace(/^pkg:\/*/, "").replace(/[?#].*$/, "");
	const at = rest.lastIndexOf("@");
	const isVersioned = at > rest.lastIndexOf("/");
	const name = decodeURIComponent(isVersioned ? rest.slice(0, at) : rest).toLowerCase();
	// An epoch may stand in a qualifier instead.
	const epoch = /[?&]epoch=(\d+)/.exec(purl)?.[1];
	const version = isVersioned ? decodeURIComponent(rest.slice(at + 1)) : "";
	return canonical(name, epoch === undefined || version.includes(":") ? version : `${epoch}:${version}`);
}

/** The same, from the words of OSV. */
export function purlOfOsv(ecosystem: string, name: string, version: string): string {
	const [family = ecosystem] = ecosystem.split(":");
	const path = family === "Maven" ? name.replace(":", "/") : name;
	return canonical(`${TYPES[family] ?? family.toLowerCase()}/${path.toLowerCase()}`, version);
}

function canonical(written: string, version: string): string {
	const name = written.replace(/^[^/]+/, (type) => MADE_UP[type] ?? type);
	const isPython = name.startsWith("pypi/");
	return `${isPython ? name.replace(/[-_.]+/g, "-") : name}@${canonicalVersion(name.slice(0, name.indexOf("/")), version)}`;
}

/** What tools write differently and mean the same. */
function canonicalVersion(type: string, version: string): string {
	switch (type) {
		case "pypi":
			return version.toLowerCase();
		case "golang":
			return /^\(?(?:devel|unknown)\)?$/i.test(version) ? "" : version.replace(/^(?:v|go)(?=\d)/, "");
		case "composer":
		case "npm":
			return version.replace(/^v(?=\d)/, "");
		case "gem":
			return version.replace(/-(?:java|jruby|universal.*|(?:x86|x64|x86_64|i[3-6]86|arm|arm64|aarch64)[-_].*|m(?:swin|ingw).*)$/, "");
		case "nuget":
			return version.replace(/\+.*$/, "");
		case "rpm":
			return version.replace(/^0:/, "");
		default:
			return version;
	}
}
