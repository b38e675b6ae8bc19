import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { once, run, write } from "./shell.ts";

/** Old enough to be vulnerable; one scoped, one under another name, one for development only. */
const MANIFEST = {
	name: "compare-app",
	version: "1.0.0",
	private: true,
	license: "MIT",
	dependencies: { lodash: "4.17.15", express: "4.16.0", "@hapi/hoek": "8.5.0", older: "npm:minimist@0.0.8", axios: "0.21.0" },
	devDependencies: { qs: "6.5.2", "node-fetch": "2.6.0" },
};

const PACKAGE_MANAGERS = ["pnpm@9.15.9", "yarn@1.22.22", "@yarnpkg/cli-dist@4.9.2"];

/** One project as each package manager leaves it, by name: installed, with its lock file. */
export function nodeProjects(work: string): Readonly<Record<string, string>> {
	const tools = packageManagers(work);
	const project = (name: string, install: (folder: string) => void, extra: Readonly<Record<string, string>> = {}): string => {
		const folder = join(work, "node", name);
		return once(folder, () => {
			write(folder, { "package.json": JSON.stringify(MANIFEST, undefined, 2), ...extra });
			install(folder);
		});
	};
	const npm = (...args: string[]) => {
		return (cwd: string): void => void run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...args], { cwd });
	};
	const berry = (cwd: string): void => {
		run(process.execPath, [join(tools, "@yarnpkg/cli-dist/bin/yarn.js"), "install", "--mode=skip-build"], {
			cwd,
			environment: { YARN_ENABLE_TELEMETRY: "0", YARN_ENABLE_GLOBAL_CACHE: "0", YARN_ENABLE_IMMUTABLE_INSTALLS: "0" },
		});
	};
	return {
		npm: project("npm", npm()),
		"npm-v1": project("npm-v1", npm("--lockfile-version=1", "--package-lock-only")),
		"npm-v2": project("npm-v2", npm("--lockfile-version=2", "--package-lock-only")),
		"npm-production": project("npm-production", npm("--omit=dev")),
		"npm-workspaces": project("npm-workspaces", npm(), {
			"package.json": JSON.stringify({ name: "compare-workspaces", private: true, workspaces: ["packages/*"] }),
			"packages/left/package.json": JSON.stringify({ name: "@compare/left", version: "1.0.0", dependencies: { lodash: "4.17.15" } }),
			"packages/right/package.json": JSON.stringify({
				name: "@compare/right",
				version: "2.0.0",
				dependencies: { "@compare/left": "1.0.0", lodash: "3.10.1" },
			}),
		}),
		pnpm: project("pnpm", (cwd) => {
			run(process.execPath, [join(tools, "pnpm/bin/pnpm.cjs"), "install", "--ignore-scripts", `--store-dir=${join(work, "pnpm-store")}`], {
				cwd,
			});
		}),
		yarn: project("yarn", (cwd) => {
			run(process.execPath, [join(tools, "yarn/bin/yarn.js"), "install", "--ignore-scripts", "--non-interactive"], { cwd });
		}),
		"yarn-berry": project("yarn-berry", berry, { "yarn.lock": "", ".yarnrc.yml": "nodeLinker: node-modules\n" }),
		"yarn-berry-pnp": project("yarn-berry-pnp", berry, { "yarn.lock": "", ".yarnrc.yml": "nodeLinker: pnp\n" }),
	};
}

/** The lock files alone, each in a folder of its own. */
export function nodeLocks(work: string, projects: Readonly<Record<string, string>>): string {
	const folder = join(work, "node-locks");
	return once(folder, () => {
		for (const [name, project] of Object.entries(projects)) {
			mkdirSync(join(folder, name), { recursive: true });
			for (const file of readdirSync(project)) {
				if (/^(package\.json|.*-lock\.(json|yaml)|yarn\.lock)$/.test(file)) cpSync(join(project, file), join(folder, name, file));
			}
		}
	});
}

function packageManagers(work: string): string {
	const folder = join(work, "package-managers");
	const modules = join(folder, "node_modules");
	if (!existsSync(modules)) {
		write(folder, { "package.json": "{}" });
		run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", ...PACKAGE_MANAGERS], { cwd: folder });
	}
	return modules;
}
