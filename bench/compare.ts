/**
 * What Plimsoll finds against what its peers find, on images and folders that real package managers made.
 *
 * Usage: node bench/compare.ts FOLDER [DATABASE] [TARGET…]
 * Everything is made in FOLDER once (Debian, root, mmdebstrap, buildah, skopeo, npm and Python are needed, and the package
 * registries). The peers: SYFT=…, TRIVY=…, OSV_SCANNER=… name them, or they are on the PATH; one that is missing is left out.
 * Matches are compared where DATABASE is given and OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY names the same advisories.
 * Each answer is left in FOLDER/answers, each difference in FOLDER/answers/TARGET.differences.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Agreement, compareMatches, comparePackages } from "./compare/agreement.ts";
import { imageForms } from "./compare/images.ts";
import { isInstalled } from "./compare/shell.ts";
import { makeTargets, type Target } from "./compare/targets.ts";
import { type Answer, peers, plimsoll, type Tool } from "./compare/tools.ts";

const [work, database, ...wanted] = process.argv.slice(2);
if (work === undefined) throw new Error("usage: node bench/compare.ts FOLDER [DATABASE] [TARGET…]");

const missing = ["mmdebstrap", "buildah", "skopeo", "npm", "python3"].filter((program) => !isInstalled(program));
if (missing.length > 0) throw new Error(`these programs are needed and not there: ${missing.join(", ")}`);

const us = plimsoll(database);
const others = peers(work);
const answers = join(work, "answers");
mkdirSync(answers, { recursive: true });
for (const target of makeTargets(work)) {
	if (wanted.length === 0 || wanted.includes(target.name)) compare(target);
}

function compare(target: Target): void {
	const ask = (tool: Tool): Answer => tool.ask(target, join(answers, `${target.name}.${tool.name}`));
	const ours = ask(us);
	const differences: string[] = [];
	console.log(`\n${target.name}: ${ours.packages.size} packages`);
	for (const tool of others) {
		const theirs = ask(tool);
		show(differences, `${tool.name} packages`, comparePackages(ours, theirs));
		if (us.isMatching && tool.isMatching) show(differences, `${tool.name} matches`, compareMatches(ours, theirs));
	}
	if (target.name === "debian-changed") compareForms(target, ours);
	writeFileSync(join(answers, `${target.name}.differences`), `${differences.join("\n")}\n`);
}

/** However the same image travels, the same is in it. */
function compareForms(target: Target, ours: Answer): void {
	for (const [form, path] of Object.entries(imageForms(target.path))) {
		const answer = us.ask({ ...target, path, kind: "file" }, join(answers, `${target.name}.${form}`));
		const { onlyOurs, onlyTheirs } = comparePackages(ours, answer);
		console.log(`  ${`as ${form}`.padEnd(26)}${onlyOurs.length + onlyTheirs.length === 0 ? "the same packages" : "DIFFERENT PACKAGES"}`);
	}
}

function show(differences: string[], title: string, { both, recall, jaccard, onlyOurs, onlyTheirs }: Agreement): void {
	const figures = `recall ${recall.toFixed(3)}  jaccard ${jaccard.toFixed(3)}  both ${both}`;
	console.log(`  ${title.padEnd(26)}${figures}  only ours ${onlyOurs.length}  only theirs ${onlyTheirs.length}`);
	differences.push(`# ${title}`, ...onlyOurs.map((line) => `only ours    ${line}`), ...onlyTheirs.map((line) => `only theirs  ${line}`));
}
