import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { once, run, write } from "./shell.ts";

/** Old enough to be vulnerable; names that need normalising. */
const REQUIREMENTS = ["requests==2.19.1", "Jinja2==2.10", "Flask==1.0", "zope.interface==6.0", "Django==3.2.5"];

const PYPROJECT = `[project]
name = "compare-app"
version = "1.0.0"
requires-python = ">=3.9"
dependencies = [${REQUIREMENTS.map((requirement) => JSON.stringify(requirement)).join(", ")}]

[dependency-groups]
dev = ["idna==2.7"]
`;

const POETRY = `[tool.poetry]
name = "compare-app"
version = "1.0.0"
description = ""
authors = []
package-mode = false

[tool.poetry.dependencies]
python = ">=3.9,<4"
${REQUIREMENTS.map((requirement) => requirement.replace(/(.*)==(.*)/, '"$1" = "$2"')).join("\n")}

[tool.poetry.group.dev.dependencies]
attrs = "22.1.0"
`;

/** A virtual environment and a `--target` folder with the same distributions. */
export function pythonInstallations(work: string): { readonly environment: string; readonly target: string } {
	const environment = join(work, "python", "environment");
	const target = join(work, "python", "target");
	once(environment, () => {
		run("python3", ["-m", "venv", environment]);
		run(join(environment, "bin/pip"), ["install", "--quiet", "--no-compile", ...REQUIREMENTS]);
	});
	once(target, () => void run(join(environment, "bin/pip"), ["install", "--quiet", "--no-compile", "--target", target, ...REQUIREMENTS]));
	return { environment, target };
}

/** Every kind of Python lock file, each in a folder of its own. */
export function pythonLocks(work: string): string {
	const folder = join(work, "python-locks");
	return once(folder, () => {
		const bin = lockers(work);
		const at = (name: string): string => join(folder, name);
		write(at("uv"), { "pyproject.toml": PYPROJECT });
		run(join(bin, "uv"), ["lock", "--quiet"], { cwd: at("uv") });
		exportUv(bin, at("uv"), "requirements.txt", join(at("requirements-hashes"), "requirements.txt"));
		exportUv(bin, at("uv"), "pylock.toml", join(at("pylock"), "pylock.toml"));
		// Some mirrors answer pip's interface only, and Poetry wants another one unless a source is named.
		const index = process.env["PIP_INDEX_URL"];
		const source =
			index === undefined ? "" : `\n[[tool.poetry.source]]\nname = "index"\nurl = ${JSON.stringify(index)}\npriority = "primary"\n`;
		write(at("poetry"), { "pyproject.toml": POETRY + source });
		run(join(bin, "poetry"), ["lock", "--no-interaction"], { cwd: at("poetry"), environment: { POETRY_VIRTUALENVS_CREATE: "false" } });
		write(at("pipenv"), {
			Pipfile: `[packages]\n${REQUIREMENTS.map((requirement) => requirement.replace(/(.*)==(.*)/, '"$1" = "==$2"')).join("\n")}\n[dev-packages]\nattrs = "==22.1.0"\n`,
		});
		run(join(bin, "pipenv"), ["lock"], {
			cwd: at("pipenv"),
			environment: { PIPENV_IGNORE_VIRTUALENVS: "1", WORKON_HOME: at("../.pipenv") },
		});
		write(at("requirements"), {
			"requirements.txt": `# direct\n${REQUIREMENTS.join("\n")}\n-r more/extra.txt\nurllib3>=1.21 ; python_version >= "3"\n`,
			"more/extra.txt": "idna==2.7  # pinned\nMarkupSafe == 1.1.0\n",
		});
	});
}

function exportUv(bin: string, project: string, format: string, output: string): void {
	mkdirSync(join(output, ".."), { recursive: true });
	run(join(bin, "uv"), ["export", "--quiet", "--format", format, "--no-emit-project", "--output-file", output], { cwd: project });
}

function lockers(work: string): string {
	const folder = join(work, "lockers");
	if (!existsSync(join(folder, "bin/poetry"))) {
		run("python3", ["-m", "venv", folder]);
		run(join(folder, "bin/pip"), ["install", "--quiet", "uv", "poetry", "pipenv"]);
	}
	return join(folder, "bin");
}
