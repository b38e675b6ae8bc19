import type { CatalogContext, FoundPackage } from "../../cataloger.ts";
import { parsePhpSerialized } from "../../formats/php-serialized.ts";
import { problemEntry } from "../../formats/problem.ts";
import { field, textField } from "../../formats/value.ts";
import { isIdentifier } from "../../identifier.ts";
import { licenseNames } from "../../license-names.ts";
import { writePurl } from "../../purl.ts";

/** Of entries that name none, as old versions of PEAR wrote them for extensions. */
const DEFAULT_CHANNEL = "pecl.php.net";

/** Finds what PEAR and PECL installed. OSV has no advisories for it. */
export function catalogPear(context: CatalogContext): void {
	for (const { path, bytes } of context.files) {
		const { value, problem } = parsePhpSerialized(bytes, context.limits);
		const found = problem === undefined ? packageOf(value, path) : undefined;
		if (found !== undefined) context.add(found);
		else context.report(problemEntry(path, problem ?? { code: "file-malformed", message: "expected an entry with a name and version" }));
	}
}

function packageOf(entry: unknown, path: string): FoundPackage | undefined {
	const name = field(entry, "name") ?? field(entry, "package");
	const channel = field(entry, "channel") ?? DEFAULT_CHANNEL;
	const version = textField(field(entry, "version"), "release") ?? field(entry, "version");
	if (!isName(name) || !isName(channel) || !isIdentifier(version)) return undefined;

	const license = field(entry, "license");
	const licenses = licenseNames([textField(license, "_content") ?? license]);
	return { purl: writePurl({ type: "pear", namespace: channel, name, version }), type: "pear", name, version, licenses, path };
}

function isName(value: unknown): value is string {
	return isIdentifier(value) && !value.includes("/");
}
