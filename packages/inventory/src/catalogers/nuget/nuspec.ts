import type { Limits } from "@plimsoll/core";
import { fileName } from "../../file-name.ts";
import type { Problem } from "../../formats/problem.ts";
import { readXml } from "../../formats/xml.ts";
import { readAttributes } from "../../formats/xml-attributes.ts";

/** Where licences that have an SPDX name are linked to. */
const LICENSES = "https://licenses.nuget.org/";

/** What a package says of itself. */
export interface Nuspec {
	readonly name: string | undefined;
	readonly version: string | undefined;
	readonly licenses: readonly string[];
	readonly problem: Problem | undefined;
}

/**
 * Whether a file is the manifest of a package that NuGet unpacked: `newtonsoft.json/13.0.3/newtonsoft.json.nuspec`. Others are
 * how somebody makes a package.
 */
export function isNuspec(path: string, name: string = fileName(path)): boolean {
	if (!name.endsWith(".nuspec")) return false;
	const [file = "", version = "", id = ""] = path.split("/").toReversed();
	return /^\d/.test(version) && file.toLowerCase() === `${id.toLowerCase()}.nuspec`;
}

/** Reads a package's manifest. */
export function readNuspec(bytes: Uint8Array, limits: Limits): Nuspec {
	const texts = new Map<string, string>();
	let isExpression = false;
	const problem = readXml(bytes, limits, {
		open: (path, tag) => {
			if (path === "package/metadata/license") isExpression = readAttributes(tag).get("type") === "expression";
		},
		close: (path, text) => void texts.set(path, text),
	});
	const license = texts.get("package/metadata/license");
	const link = texts.get("package/metadata/licenseUrl");
	const named = link?.startsWith(LICENSES) === true ? decodeURIComponentSafely(link.slice(LICENSES.length)) : undefined;
	const licenses = isExpression && license !== undefined ? [license] : [named ?? ""];
	return { name: texts.get("package/metadata/id"), version: texts.get("package/metadata/version"), licenses, problem };
}

function decodeURIComponentSafely(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}
