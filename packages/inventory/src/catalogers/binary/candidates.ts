import { fileName } from "../../file-name.ts";
import type { Classifier } from "./classifier.ts";
import { CLASSIFIERS } from "./classifiers.ts";

/** Longer names are nobody's; patterns with several stars would take long for them. */
const MAX_NAME_LENGTH = 100;

interface Candidate {
	readonly classifier: Classifier;
	readonly name: RegExp;
	/** What comes before the name, where that matters. */
	readonly folder: string;
}

/** By the letters that a name begins with, which settles the question for nearly every file. */
const BY_STEM: ReadonlyMap<string, readonly Candidate[]> = Map.groupBy(
	CLASSIFIERS.flatMap((classifier) => classifier.files.map((file) => candidateOf(classifier, file))),
	({ stem }) => stem,
);

/** The software that a file may be, by its path; in the order in which it is to be asked. */
export function candidatesFor(path: string): readonly Classifier[] {
	const name = fileName(path);
	const candidates = name.length > MAX_NAME_LENGTH ? undefined : BY_STEM.get(stemOf(name));
	if (candidates === undefined) return [];
	const found = candidates.filter((one) => one.name.test(name) && path.slice(0, -name.length).endsWith(one.folder));
	return [...new Set(found.map(({ classifier }) => classifier))];
}

function candidateOf(classifier: Classifier, file: string): Candidate & { readonly stem: string } {
	const name = fileName(file);
	const pattern = name.split("*").map(RegExp.escape).join("[^/]*");
	return { classifier, name: new RegExp(`^${pattern}$`), folder: file.slice(0, -name.length), stem: stemOf(name) };
}

function stemOf(name: string): string {
	let end = 0;
	while (isLetter(name.charCodeAt(end))) end++;
	return name.slice(0, end);
}

function isLetter(code: number): boolean {
	return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
