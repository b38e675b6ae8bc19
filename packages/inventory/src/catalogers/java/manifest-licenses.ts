import type { Manifest } from "./manifest.ts";

/** Longer is a licence's text, not its name. */
const MAX_LENGTH = 256;

/**
 * The licences that a manifest names: those of a Jenkins plug-in, or those of an OSGi bundle, whose names may be addresses and are
 * followed by attributes: `"Apache-2.0";link="https://…", MIT`.
 *
 * @see https://docs.osgi.org/specification/osgi.core/8.0.0/framework.module.html#framework.module-bundle-license
 */
export function licensesOf(manifest: Manifest): readonly string[] {
	const plugin = [...manifest].filter(([name]) => name.startsWith("plugin-license-name")).map(([, value]) => value);
	const licenses = plugin.length > 0 ? plugin : bundleLicenses(manifest.get("bundle-license") ?? "");
	return licenses.filter((license) => license !== "" && license.length <= MAX_LENGTH);
}

function bundleLicenses(header: string): string[] {
	return unquotedParts(header, ",")
		.map((entry) => (unquotedParts(entry, ";")[0] ?? "").replaceAll('"', "").trim())
		.filter((name) => name !== "<<EXTERNAL>>");
}

function unquotedParts(text: string, separator: string): string[] {
	const parts = [""];
	let isQuoted = false;
	for (const character of text) {
		if (character === '"') isQuoted = !isQuoted;
		if (character === separator && !isQuoted) parts.push("");
		else parts[parts.length - 1] += character;
	}
	return parts;
}
