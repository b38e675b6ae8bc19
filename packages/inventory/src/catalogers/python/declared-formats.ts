import { fileName } from "../../file-name.ts";
import type { DeclarationReader } from "./declaration.ts";
import { readPdmLock } from "./pdm-lock.ts";
import { readPipfile } from "./pipfile.ts";
import { readPipfileLock } from "./pipfile-lock.ts";
import { readPoetryLock } from "./poetry-lock.ts";
import { readProjectFile } from "./project-file.ts";
import { readPylock } from "./pylock.ts";
import { requirementsReader } from "./requirements.ts";
import { readSetupCfg, readSetupPy } from "./setup-files.ts";
import { readUvLock } from "./uv-lock.ts";

const FORMATS: ReadonlyMap<string, DeclarationReader> = new Map<string, DeclarationReader>([
	["Pipfile", readPipfile],
	["Pipfile.lock", readPipfileLock],
	["poetry.lock", readPoetryLock],
	["pdm.lock", readPdmLock],
	["uv.lock", readUvLock],
	["pylock.toml", readPylock],
	["pyproject.toml", readProjectFile],
	["setup.py", readSetupPy],
	["setup.cfg", readSetupCfg],
]);

const readRequirements: DeclarationReader = requirementsReader((path) => declaredFormatOf(path) !== undefined);

/** Folders of what was installed: files there say how somebody developed it. */
const INSTALLED = /\/(?:site-packages|dist-packages|node_modules)\/|\.(?:dist|egg)-info\//;

/** The reader for a lock, requirements or project file, by its name; undefined for other files. */
export function declaredFormatOf(path: string, name: string = fileName(path)): DeclarationReader | undefined {
	const reader = readerOf(path, name);
	return reader === undefined || INSTALLED.test(path) ? undefined : reader;
}

/** Whether a file may hold versions for requirements files that name it. */
export function isConstraints(name: string): boolean {
	return name.endsWith(".txt") && /^(?:.+[-_.])?constraints?(?:[-_.].+)?$/i.test(name);
}

function readerOf(path: string, name: string): DeclarationReader | undefined {
	if (name.endsWith(".txt")) return isRequirements(path, name) ? readRequirements : undefined;
	if (name.startsWith("pylock.") && name.endsWith(".toml")) return readPylock;
	// The lock that uv makes for a script.
	if (name.endsWith(".py.lock")) return readUvLock;
	return FORMATS.get(name);
}

/** `requirements.txt`, `requirements-dev.txt`, `dev-requirements.txt`, `requirements/base.txt`. */
function isRequirements(path: string, name: string): boolean {
	return /^(?:.+[-_.])?requirements(?:[-_.].+)?$/i.test(name) || path.endsWith(`/requirements/${name}`);
}
