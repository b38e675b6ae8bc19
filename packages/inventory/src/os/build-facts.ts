import { type CoverageSink, compareText, type Limits, type OperatingSystem } from "@plimsoll/core";
import type { FileTree } from "@plimsoll/oci";
import { parseJson } from "../formats/json.ts";
import { problemEntry } from "../formats/problem.ts";
import { field, listOf } from "../formats/value.ts";
import { isIdentifier } from "../identifier.ts";

/** Where Red Hat's builds say what an image was made from: a file for each image that it is built on. */
const FOLDERS = ["/root/buildinfo", "/usr/share/buildinfo"];
const MANIFESTS = "/root/buildinfo/content_manifests";
const LABELS = "labels.json";
const CONTENT_SETS = "content-sets.json";
/** Several times what all of a release's repositories are. */
const MAX_CONTENT_SETS = 10_000;
const CPE = /^cpe:(?:\/[aho]:|2\.3:[aho]:)[\x21-\x7e]{1,200}$/;

/** Whether a file says what a Red Hat image was made from. */
export function wantsOfBuild(path: string): boolean {
	if (!path.startsWith("/root/buildinfo/") && !path.startsWith("/usr/share/buildinfo/")) return false;
	return path.endsWith(`/${LABELS}`) || path.endsWith(`/${CONTENT_SETS}`) || (path.startsWith(`${MANIFESTS}/`) && path.endsWith(".json"));
}

interface BuildFactsOptions {
	/** What os-release says. */
	readonly cpe: string | undefined;
	readonly limits: Limits;
	readonly report: CoverageSink;
}

/** The CPE names of an operating system and the repositories that its packages come from. */
export function buildFacts(tree: FileTree, options: BuildFactsOptions): Pick<OperatingSystem, "cpes" | "contentSets"> {
	const documents = [...documentsOf(tree, options)];
	const labels = documents.filter(({ path }) => path.endsWith(`/${LABELS}`)).map(({ value }) => field(value, "cpe"));
	const cpes = sortedDistinct([options.cpe, ...labels].filter(isCpe));
	const contentSets = sortedDistinct(documents.flatMap(({ value }) => listOf(field(value, "content_sets")).filter(isIdentifier)));
	return {
		...(cpes.length === 0 ? {} : { cpes }),
		...(contentSets.length === 0 ? {} : { contentSets: contentSets.slice(0, MAX_CONTENT_SETS) }),
	};
}

function isCpe(value: unknown): value is string {
	return typeof value === "string" && CPE.test(value);
}

function sortedDistinct(texts: readonly string[]): readonly string[] {
	return [...new Set(texts)].sort(compareText);
}

interface BuildDocument {
	readonly path: string;
	readonly value: unknown;
}

function* documentsOf(tree: FileTree, { limits, report }: BuildFactsOptions): Generator<BuildDocument> {
	const paths = [...FOLDERS, MANIFESTS].flatMap((folder) => tree.list(folder).map(({ path }) => path));
	for (const path of paths.filter(wantsOfBuild)) {
		const bytes = contentAt(tree, path);
		if (bytes === undefined) continue;
		const { value, problem } = parseJson(bytes, limits);
		if (problem !== undefined) report(problemEntry(path, problem));
		else yield { path, value };
	}
}

function contentAt(tree: FileTree, path: string): Uint8Array | undefined {
	const entry = tree.stat(path);
	return entry?.kind === "file" ? tree.content(entry) : undefined;
}
