import { posix } from "node:path";
import type { CatalogContext, FoundFile } from "../../cataloger.ts";
import { fileName } from "../../file-name.ts";
import { decodeText } from "../../text/decode.ts";
import type { InstalledDistributions } from "./installed-distributions.ts";
import { foundPythonPackage } from "./python-package.ts";

/** What setuptools leaves for an editable install: `__editable__.NAME-VERSION.pth`. */
const PTH = /^__editable__\.(.+)-([^-]+)\.pth$/;
const EGG_LINK = ".egg-link";

/** Whether a file makes a distribution importable that lies elsewhere. */
export function isEditable(name: string): boolean {
	return name.endsWith(EGG_LINK) || (name.startsWith("__editable__.") && PTH.test(name));
}

/**
 * Finds a distribution that is installed as a link to its code. Usually its metadata lies beside the link, or in the folder
 * that it leads to, and tells all. Where it does not, the link's own name does, or the version stays unknown.
 */
export function addEditable(context: CatalogContext, file: FoundFile, installed: InstalledDistributions): void {
	const { path } = file;
	const name = fileName(path);
	if (name.endsWith(EGG_LINK)) {
		addEggLink(context, file, name.slice(0, -EGG_LINK.length), installed);
		return;
	}
	const [, distribution = "", version = ""] = PTH.exec(name) ?? [];
	if (installed.has(posix.dirname(path), distribution)) return;
	const found = foundPythonPackage({ name: distribution, version, path });
	if (found !== undefined) context.add(found);
}

/** An egg link holds the folder with the code on its first line. */
function addEggLink(context: CatalogContext, { path, bytes }: FoundFile, name: string, installed: InstalledDistributions): void {
	const folder = decodeText(bytes.subarray(0, context.limits.maxPathBytes)).split(/[\r\n]/, 1)[0] ?? "";
	if (installed.has(posix.resolve(posix.dirname(path), folder), name)) return;
	const message = `${path}: links to a folder without metadata of ${name}, or to none of the subject`;
	context.report({ code: "version-unresolved", message, path });
}
