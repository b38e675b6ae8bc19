import type { FileEntry } from "@plimsoll/oci";
import type { CatalogContext, FoundPackage } from "../../cataloger.ts";
import { distroQualifier } from "../../distro-qualifier.ts";
import { fileOfMostLayer } from "../../file-of-most-layer.ts";
import { problemEntry } from "../../formats/problem.ts";
import { isIdentifier } from "../../identifier.ts";
import { writePurl } from "../../purl.ts";
import { SystemPackages } from "../../system-packages.ts";
import { decodeText } from "../../text/decode.ts";
import { vendorOf } from "../../vendor-text.ts";
import { type ApkRecord, readApkDatabase } from "./records.ts";
import { relationsOf } from "./relations.ts";

/** Before and after the folders of `/` moved to `/usr`; one where the one is a link to the other. */
const DATABASES = ["/lib/apk/db/installed", "/usr/lib/apk/db/installed"];

/** Finds installed apk packages, and what files they own. */
export function catalogApk(context: CatalogContext): void {
	const seen = new Set<string>();
	for (const path of DATABASES) {
		const entry = context.tree.stat(path);
		if (entry?.kind !== "file" || seen.has(entry.path)) continue;
		seen.add(entry.path);
		catalogDatabase(context, entry);
	}
}

function catalogDatabase(context: CatalogContext, entry: FileEntry): void {
	const bytes = context.tree.content(entry);
	if (bytes === undefined) return;

	const packages = new SystemPackages(context);
	readApkDatabase(decodeText(bytes), context.limits, {
		record: (record) => {
			const found = foundPackage(context, entry.path, record);
			if (found !== undefined) packages.hold(found, relationsOf(record));
		},
		problem: (problem) => context.report(problemEntry(entry.path, problem)),
	});
	packages.addAll();
}

/** The package of a record and who brought it; what it owns is said. */
function foundPackage(context: CatalogContext, path: string, record: ApkRecord): FoundPackage | undefined {
	const found = packageOf(context, path, record);
	if (typeof found === "string") {
		context.report(problemEntry(path, { code: "file-malformed", message: `record at line ${record.line}: ${found}` }));
		return undefined;
	}
	for (const file of record.files) context.own(found.purl, file);
	return { ...found, broughtBy: fileOfMostLayer(context.tree, record.files) };
}

/** The package that a record tells of, or what the record lacks. */
function packageOf(context: CatalogContext, path: string, record: ApkRecord): FoundPackage | string {
	const { name, version, architecture, origin, license } = record;
	if (!isIdentifier(name)) return "no valid package name";
	if (!isIdentifier(version)) return `no valid version of ${name}`;

	const os = context.operatingSystem;
	const arch = isIdentifier(architecture) ? architecture : undefined;
	const purl = writePurl({
		type: "apk",
		namespace: os?.namespace ?? "alpine",
		name: name.toLowerCase(),
		version,
		qualifiers: { arch, distro: distroQualifier(os) },
	});
	return {
		purl,
		type: "apk",
		name,
		version,
		...(os?.ecosystem === undefined ? {} : { ecosystem: os.ecosystem }),
		...(arch === undefined ? {} : { architecture: arch }),
		...vendorOf(record.maintainer),
		// Subpackages are built with their origin and share its version.
		...(isIdentifier(origin) && origin !== name ? { source: { name: origin, version } } : {}),
		licenses: license === undefined || license === "" ? [] : [license],
		path,
	};
}
