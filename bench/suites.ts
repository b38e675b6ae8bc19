/**
 * What Plimsoll finds of what its peers find in their own fixtures.
 *
 * Usage: SYFT=… TRIVY=… node bench/suites.ts WORK [SYFT_CHECKOUT] [TRIVY_CHECKOUT] [ECOSYSTEM…]
 * The checkouts are anybody's own; nothing of them is kept but in WORK. Each difference is left in WORK/answers.
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { comparePackages } from "./compare/agreement.ts";
import { type Answer, peers, plimsoll, type Tool } from "./compare/tools.ts";
import { layOut, type Suite } from "./suites/lay-out.ts";

/** Ecosystem → folders with its fixtures. */
const SYFT_FOLDERS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
	["dotnet", "golang", "java", "javascript", "php", "python", "ruby", "rust"].map((name) => [name, [`syft/pkg/cataloger/${name}`]]),
);
const TRIVY_FOLDERS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
	Object.entries({
		dotnet: ["dotnet", "nuget"],
		golang: ["golang"],
		java: ["java", "gradle", "sbt"],
		javascript: ["nodejs"],
		php: ["php"],
		python: ["python"],
		ruby: ["ruby"],
		rust: ["rust"],
	}).map(([name, folders]) => [name, folders.map((folder) => `pkg/dependency/parser/${folder}`)]),
);

const [work, syftCheckout, trivyCheckout, ...wanted] = process.argv.slice(2);
if (work === undefined) throw new Error("usage: node bench/suites.ts WORK [SYFT_CHECKOUT] [TRIVY_CHECKOUT] [ECOSYSTEM…]");

const answers = join(work, "answers");
mkdirSync(answers, { recursive: true });
const us = plimsoll(undefined);
for (const [peer, checkout, folders] of [
	["syft", syftCheckout, SYFT_FOLDERS],
	["trivy", trivyCheckout, TRIVY_FOLDERS],
] as const) {
	const them = peers(work).find(({ name }) => name === peer);
	if (checkout === undefined || them === undefined) continue;
	for (const [ecosystem, all] of Object.entries(folders)) {
		if (wanted.length > 0 && !wanted.includes(ecosystem)) continue;
		const there = all.map((folder) => join(checkout, folder)).filter((folder) => existsSync(folder));
		for (const [index, folder] of there.entries()) report(layOut(folder, `${peer}-${ecosystem}-${index}`, work), them);
	}
}

function report(suite: Suite, them: Tool): void {
	const target = { name: suite.name, kind: "folder", path: suite.folder } as const;
	const ours = us.ask(target, join(answers, `${suite.name}.plimsoll`));
	const theirs = versioned(them.ask(target, join(answers, `${suite.name}.${them.name}`)));
	const { both, recall, onlyOurs, onlyTheirs } = comparePackages(ours, theirs);
	const figures = `recall ${recall.toFixed(3)}  both ${both}  only ours ${onlyOurs.length}  only theirs ${onlyTheirs.length}`;
	console.log(`${suite.name.padEnd(22)}${String(suite.fixtures).padStart(4)} fixtures  ${figures}`);
	const differences = [...onlyOurs.map((line) => `only ours    ${line}`), ...onlyTheirs.map((line) => `only theirs  ${line}`)];
	writeFileSync(join(answers, `${suite.name}.differences`), `${differences.join("\n")}\n`);
}

/** A name without a version is nothing that could be matched; ours is a coverage entry. */
function versioned({ packages, matches }: Answer): Answer {
	return { packages: new Set([...packages].filter((purl) => !purl.endsWith("@"))), matches };
}
