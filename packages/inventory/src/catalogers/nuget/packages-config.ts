import { problemEntry } from "../../formats/problem.ts";
import { readXml } from "../../formats/xml.ts";
import { readAttributes } from "../../formats/xml-attributes.ts";
import type { Declaration } from "./declared-formats.ts";

/**
 * Reads `packages.config`: every package of a project of the older kind, whoever asked for it.
 *
 * @see https://learn.microsoft.com/en-us/nuget/reference/packages-config
 */
export function readPackagesConfig({ path, bytes, limits, declared, report }: Declaration): void {
	let isConfig = false;
	const problem = readXml(bytes, limits, {
		open: (element, tag) => {
			isConfig ||= element === "packages";
			if (element !== "packages/package") return;
			const attributes = readAttributes(tag);
			const development = attributes.get("developmentDependency") === "true";
			declared({ name: attributes.get("id"), version: attributes.get("version"), development });
		},
		close: () => {},
	});
	if (problem !== undefined || !isConfig) {
		report(problemEntry(path, problem ?? { code: "file-malformed", message: "expected an element packages" }));
	}
}
