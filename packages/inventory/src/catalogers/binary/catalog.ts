import type { CoverageEntry } from "@plimsoll/core";
import type { CatalogContext, FoundFile, FoundPackage } from "../../cataloger.ts";
import { cpeOf } from "../../cpe.ts";
import { fileName } from "../../file-name.ts";
import { parseJson } from "../../formats/json.ts";
import { field, textField } from "../../formats/value.ts";
import { writePurl } from "../../purl.ts";
import type { Classifier } from "./classifier.ts";
import { classifierNamed } from "./classifiers.ts";
import { foundGoProgram } from "./go-module.ts";

const GENERIC = "generic";
/** Programs that are named where it is said that they cannot be matched. */
const MAX_NAMED = 5;

/**
 * Lists the software that was told by its bytes while the subject was read. What a package of the operating system owns is that
 * package, and not listed once more.
 */
export function catalogBinaries(context: CatalogContext): void {
	const unmatched = new Set<string>();
	for (const file of context.excerpts) {
		const found = context.ownerOf(file.path) === undefined ? addBinary(context, file) : undefined;
		if (found !== undefined && found.ecosystem === undefined) unmatched.add(`${found.name} ${found.version}`);
	}
	if (unmatched.size === 0) return;
	const named = [...unmatched].slice(0, MAX_NAMED).join(", ");
	const rest = unmatched.size > MAX_NAMED ? " and others" : "";
	const count = unmatched.size === 1 ? "1 program" : `${unmatched.size} programs`;
	const message = `${count} that no package manager knows (${named}${rest}): OSV has no ecosystem for such; listed, but not matched`;
	context.report({ code: "advisories-missing", message });
}

function addBinary(context: CatalogContext, { path, bytes }: FoundFile): FoundPackage | undefined {
	const { value } = parseJson(bytes, context.limits);
	const classifier = classifierNamed(textField(value, "name") ?? "");
	const version = textField(value, "version");
	if (classifier === undefined || version === undefined) return undefined;

	const entry = field(value, "isGuess") === true ? guessed(path, `${classifier.name} ${version}`) : undefined;
	const found = describe(classifier, version, path);
	const isProvisional = found.type !== (classifier.type ?? GENERIC);
	context.add(isProvisional ? { ...found, provisional: { entry } } : found);
	if (!isProvisional && entry !== undefined) context.report(entry);
	if (classifier.hasHome === true) coverHome(context, path);
	return found;
}

function guessed(path: string, software: string): CoverageEntry {
	const message = `${path}: taken for ${software}, by its name and by a version that stands alone in it`;
	return { code: "identity-guessed", message, path };
}

function describe(classifier: Classifier, version: string, path: string): FoundPackage {
	const { name, type = GENERIC, namespace, module } = classifier;
	const program = module === undefined ? undefined : foundGoProgram(module, version, path);
	const found = program ?? { purl: writePurl({ type, namespace, name, version }), type, name, version, licenses: [], path };
	const cpes = (classifier.cpes ?? []).map((product) => cpeOf(product, version));
	return cpes.length === 0 ? found : { ...found, cpes };
}

/** Folders that everybody puts things in. */
const SHARED: ReadonlySet<string> = new Set(["", "lib", "local", "opt", "usr"]);

/** What else lies in the folder of the software is part of it. */
function coverHome(context: CatalogContext, path: string): void {
	const home = /^(.*)\/bin\/[^/]*$/.exec(path)?.[1];
	if (home !== undefined && !SHARED.has(fileName(home))) context.cover(home);
}
