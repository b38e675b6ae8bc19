/**
 * Stages what is published: for each package a folder with its built files and a manifest whose exports point at them
 * (in the checkout they point at the sources).
 *
 * Usage: node scripts/stage.ts FOLDER, after `tsc -b tsconfig.build.json`
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** Beside `dist`, the folders of a package that belong to what is published. */
const PUBLISHED_FOLDERS = ["bin", "starter", "schemas"];

/**
 * Stages every package.
 *
 * @returns the staged folders, one per package
 * @throws where a package has not been built
 */
export function stage(target: string): readonly string[] {
	return readdirSync(join(ROOT, "packages")).map((name) => stagePackage(join(ROOT, "packages", name), join(target, name)));
}

function stagePackage(source: string, target: string): string {
	if (!existsSync(join(source, "dist/index.js"))) throw new Error(`${source}: not built; run 'npm run build' first`);
	mkdirSync(target, { recursive: true });
	const isBuilt = (path: string): boolean => !path.endsWith(".tsbuildinfo");
	cpSync(join(source, "dist"), join(target, "dist"), { recursive: true, filter: isBuilt });
	for (const folder of PUBLISHED_FOLDERS) {
		if (existsSync(join(source, folder))) cpSync(join(source, folder), join(target, folder), { recursive: true });
	}
	for (const file of ["LICENSE", "README.md"]) cpSync(join(ROOT, file), join(target, file));
	writeFileSync(join(target, "package.json"), `${JSON.stringify(publishedManifest(source), undefined, 2)}\n`);
	return target;
}

function publishedManifest(source: string): object {
	const manifest = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
	return {
		...manifest,
		files: ["dist", ...PUBLISHED_FOLDERS],
		exports: publishedExports(manifest.exports),
	};
}

/** Sources become what was built from them; what only tests need is not published. */
function publishedExports(exports: Readonly<Record<string, string>>): object {
	const published = Object.entries(exports).filter(([name]) => name !== "./testing");
	return Object.fromEntries(
		published.map(([name, source]) => {
			const built = source.replace("./src/", "./dist/").replace(/\.ts$/, "");
			return [name, { types: `${built}.d.ts`, default: `${built}.js` }];
		}),
	);
}

if (import.meta.main) {
	const target = process.argv[2];
	if (target === undefined) throw new Error("usage: node scripts/stage.ts FOLDER");
	for (const folder of stage(target)) console.log(folder);
}
