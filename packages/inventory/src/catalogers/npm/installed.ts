import type { CatalogContext, FoundFile, FoundPackage } from "../../cataloger.ts";
import { parseJson } from "../../formats/json.ts";
import { problemEntry } from "../../formats/problem.ts";
import { field, listOf, textField } from "../../formats/value.ts";
import { foundNpmPackage } from "./npm-package.ts";

/** Longer is a licence's text, not its name. */
const MAX_LICENSE_LENGTH = 256;

/**
 * The package that a `package.json` is of: one with a name and a version. Others are settings of a folder, or a project
 * that is not published.
 */
export function installedPackage(context: CatalogContext, file: FoundFile): FoundPackage | undefined {
	const { path, bytes } = file;
	const { value, problem } = parseJson(bytes, context.limits);
	if (problem !== undefined) {
		context.report(problemEntry(path, problem));
		return undefined;
	}

	const name = textField(value, "name");
	const version = textField(value, "version")?.trim();
	if (!name || !version) return undefined;
	const found = foundNpmPackage({ name, version, path, licenses: licensesOf(value) });
	if (found === undefined) {
		context.report({ code: "version-unresolved", message: `${path}: its name or version is none that a package can have`, path });
	}
	return found;
}

/** `license` is a text today; older packages have an object, or a list called `licenses`. */
function licensesOf(value: unknown): readonly string[] {
	const listed = [field(value, "license"), ...listOf(field(value, "licenses"))];
	const names = listed.map((license) => (typeof license === "string" ? license : textField(license, "type")));
	return names.filter((name) => name !== undefined && name !== "" && name.length <= MAX_LICENSE_LENGTH) as string[];
}
